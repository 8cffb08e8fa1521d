# 視聴画面の日本語。en.ftl と同じキーと値を持つこと（テストが比べる）。

loading = 開いています…
close = 閉じる
quit = 終了する

## 起動画面と読み込み
home-kicker = 枝道 Edamichi
home-title = どのストーリーを見ますか
home-open = ストーリーを開く…
home-new = 新しく作る…
home-drop = ストーリーのフォルダーか story.ron を、この画面に落としても開けます。
home-recent = 最近開いたもの
home-gone = 見つかりません
home-no-dialog = このコンピューターではファイル選択画面を使えません。この画面にストーリーを落とすか、edamichi play フォルダー名 と入力してください。
home-not-made = 新しいストーリーを作れませんでした：{ $reason }
today = 今日
yesterday = 昨日
days-ago = { $days }日前
loading-checking = 内容を確かめています…
loading-clips = 映像を確かめています：{ $all }本中{ $done }本
cancel = やめる

## はじまりの画面
start-length = 約{ $usual }分
start-length-range = 約{ $usual }分（選び方によって{ $least }〜{ $most }分）
start-changed = 前回から内容が変わったため、最初から始まります。
start-clips-missing = 見つからない映像が{ $count }本あります。題名を表示して先に進みます。
resume = 続きから見る
resume-at = { $scene }（{ $when }）
start-anew = 最初から見る
captions = 字幕
off = なし
captions-small = 小
captions-medium = 中
captions-large = 大
remember-place = 続きの場所を覚えておく
remember-place-why = このコンピューターだけに、見終わるかオフにするまで残します。

## はじまる前
consent-title = 記録してもよいですか
consent-back = 戻る
consent-kicker = 選んで進むストーリー
consent-from = 受け取る人
consent-why = 使いみち
consent-keep = 保存する期間
consent-keep-value = { $days }日間。その後、削除されます
consent-choose = はじめはどちらもオフです。よいものだけオンにしてください。
consent-statistics = 匿名の統計
consent-follow-up = お名前と一緒にフォローに使う
consent-viewer = お名前、または案内された番号
consent-viewer-hint = お名前または番号
consent-viewer-missing = 上にお名前か番号を入力するか、フォローをオフにしてください。
consent-free = どちらを選んでも、ご覧いただく内容はまったく同じです。
consent-begin-without = 記録せずに見る
consent-begin-with = 選んだ内容を共有して見る
consent-nothing-chosen = 共有するには、上のスイッチをオンにしてください。
consent-nothing-recorded = 何も記録されません。
begin = はじめる
no-time-limits = 時間制限なし
no-time-limits-why = 質問は、お答えになるまで待ちます。
language-menu = 言語

## 質問
question = 質問
visited = 視聴済み
chosen = 選択中
choice-number = { $number }キー
skip = 答えたくない
confirm = 決定
answer-stands = 回答を受け付けました。映像が終わるまで変更できます。
choose-exactly = { $count }つ選んでください
choose-between = { $least }〜{ $most }つ選んでください
choose-at-least = { $count }つ以上選んでください
choose-at-most = { $count }つまで選べます
chosen-count = { $count }つ選択中
scale-step = { $highest }段階の{ $number }
scale-slider = あなたの答え
scale-low = { $highest }段階の{ $number }、{ $meaning }
scale-high = { $highest }段階の{ $number }、{ $meaning }
your-words = あなたの言葉
words-left = { $most }文字中{ $count }文字
words-send = 送る
words-keys = Ctrl + Enter でも送れます
words-kept = 入力した内容は、お名前と一緒に記録されます。
words-not-kept = 入力した内容は記録されません。
seconds-left = { $seconds }秒

## 連絡の希望
contact-to = 宛先：{ $to }
contact-no-one = 宛先：会社
contact-message = メッセージ
contact-hint = 聞きたいことをお書きください。空欄でもかまいません。
contact-preview = 送る内容を確かめる
contact-preview-title = 次の内容だけが送られます
contact-from = 差出人：{ $viewer }
contact-from-nobody = 差出人：お名前なし
contact-to-mail = { $to } <{ $mail }> あて
contact-about = 作品:{ $about }
contact-subject = 「{ $about }」について
contact-how-mail = 「送る」を押すと、この内容をファイルに保存し、{ $mail } あてのメールの下書きを開きます。メールを送信するまで、このパソコンの外には出ません。
contact-how-file = この内容を、このパソコンにファイルとして保存します。ご自分で渡すまで、外には出ません。
contact-save = 保存する
contact-empty = （メッセージなし）
contact-send = 送る
contact-edit = 書き直す
contact-not-now = 今はやめておく
contact-ask = 連絡を希望する
contact-sent = 内容を用意しました。メールを送信するか、ファイルを渡すと届きます。

## 再生
controls = 操作
play = 再生
pause = 一時停止
back = 前の質問に戻る
restart = 最初から見る
seek = 再生位置
mute = 音を消す
unmute = 音を出す
volume = 音量
captions-on = 字幕を表示
captions-off = 字幕を隠す
fullscreen = 全画面
window = 全画面をやめる
slate-message = この映像は再生できません。ストーリーは続きます。
slate-go-on = 先に進む
offers = 資料

## おわり
ending-title = ご視聴ありがとうございました
ending-recorded = 同意いただいた範囲で、回答を記録しました。
ending-not-recorded = 何も記録していません。
watch-again = もう一度見る
back-to-question = 前の質問に戻る

## 記録された内容
recorded-title = 記録された内容
recorded-now = いま記録しています:{ $scope }
recorded-not-now = いまは何も記録していません。
recorded-not-offered = この作品では、何も記録しません。
recorded-scope-none = なし
recorded-agree = 同意する
recorded-reading = 読み込んでいます…
recorded-nothing = 記録は何もありません。同意したあとに記録されたものは、ここに表示されます。
recorded-unreadable = いまは一覧を読み込めません。記録の変更や削除は行われていません。
recorded-waiting = いまはディスクに書き込めません。書き込み待ちで、ここに表示されていない記録:{ $count }件
recorded-with-name = お名前つき({ $name })
recorded-without-name = お名前なし
recorded-day = { $year }年{ $month }月{ $day }日
recorded-answers = 答えたこと
recorded-scenes = 見た場面
recorded-else = そのほかの操作
recorded-said = 「{ $question }」に「{ $answer }」と答えました
recorded-wrote = 「{ $question }」に「{ $words }」と書きました
recorded-about = 「{ $question }」:{ $what }
recorded-words-not-kept = ひとことを書きました(言葉は記録していません)
recorded-skipped = 答えないことにしました
recorded-time-ran-out = 時間が切れました(答えとしては記録しません)
recorded-contact-words = 連絡を希望しました:「{ $words }」
recorded-contact = 連絡を希望しました
recorded-times = { $what }({ $count }回)
recorded-damaged = 読み取れない記録:{ $count }件
did-paused = 一時停止・再開
did-sought = 再生位置の移動
did-went-back = 前の質問に戻る
did-restarted = 最初から見直す
did-jumped = 「{ $scene }」へ移動
did-was-asked = 質問の表示:「{ $question }」
did-language = 言語を{ $language }に変更
did-setting = 設定の変更
did-opened = 「{ $title }」を開く
did-agreed = 記録の範囲を変更:{ $scope }
did-clip-failed = 再生できなかった場面:「{ $scene }」
did-reached = 最後のページ「{ $ending }」まで見る
did-reached-end = 最後のページまで見る
recorded-each = どの記録にも、日時、映像の位置、表示された選択肢、答えるまでの時間、言語、作品・同意文・プログラムの版が付いています。
recorded-where = 記録は、このパソコンの、お使いのユーザーアカウントに保存されています。同じアカウントを使う人には、同じ一覧が見えます。
recorded-back = 戻る
recorded-back-to-story = 作品に戻る
recorded-save = 写しを保存
recorded-erase = すべて削除…
recorded-erase-title = ここにある記録をすべて削除しますか?
recorded-erase-what = 答え、言葉、日時、お名前は上書きされ、元に戻せません。残るのは、中身のない番号と照合用の値、削除した日時だけです。すでに保存したり渡したりした写しには及びません。
recorded-erase-no = 削除しない
recorded-erase-yes = 削除する
recorded-erase-stop = 削除して、記録をやめる
recorded-erase-go-on = 削除して、この先は記録する
recorded-busy = 少しお待ちください…
recorded-erased = 削除しました。記録:{ $count }件
recorded-bytes-may-stay = ほかのプログラムが記録を開いているため、古いデータがディスクに残っている可能性があります。そのプログラムを閉じて、もう一度削除してください。
recorded-not-erased = 削除できませんでした。もう一度お試しください。
recorded-saved = 写しを { $folder } に保存しました(記録:{ $count }件)
recorded-not-saved = 写しを保存できませんでした。

## エラー
error-detail = サポート用の詳細
error-missing = ストーリーが見つかりません
error-missing-what = { $path } には何もありませんでした。
error-missing-do = 名前を確かめるか、送ってくれた方にもう一度送ってもらってください。
error-damaged = このストーリーは再生できません
error-damaged-what = { $path } に正しくないところがあります。
error-damaged-do = 送ってくれた方に確認を頼んでください。下の詳細に場所が書かれています。
error-unreadable = このストーリーを開く権限がありません
error-unreadable-what = このコンピューターでは { $path } を読み取れません。
error-unreadable-do = ご自分のフォルダーに移すか、読み取りの許可をもらってください。
error-too-new = 新しいバージョンが必要です
error-too-new-what = { $path } は新しいバージョンで作られています。
error-too-new-do = Edamichi を更新してから、もう一度開いてください。
error-graphics = 映像を表示できません
error-graphics-what = グラフィックス機能が、ソフトウェアのものも含めて見つかりません。
error-graphics-do = グラフィックスドライバー（Linux では libvulkan1 と mesa-vulkan-drivers）を入れて、もう一度起動してください。
error-other = 問題が起きました
error-other-what = ストーリーを続けられません。
error-other-do = プログラムを閉じて、もう一度開いてください。直らないときは、詳細を担当者に伝えてください。
try-again = もう一度開く
other-story = ほかのストーリー…

## お知らせ
notice-no-sound = スピーカーが見つかりません。音なしで再生します。字幕もご利用ください。
notice-log-failed = ディスクがいっぱいか書き込めないため、回答を記録できなくなりました。ストーリーは続きます。
notice-handout-failed = 「{ $title }」を開けませんでした。
notice-no-story = 「{ $name }」はストーリーではありません。ストーリーのフォルダーか story.ron を落としてください。
notice-software = グラフィックス機能がないため、小さめの画面のほうがなめらかに再生できます。
notice-contact-mail = メールの下書きを開きました。そちらで送信してください。内容は { $path } にも保存しました。
notice-contact-mail-only = メールの下書きを開きました。そちらで送信してください。ファイルは保存できませんでした。
notice-contact-saved = 内容を { $path } に保存しました。お手数ですが、このファイルをお渡しください。
notice-contact-not-saved = 内容を保存できませんでした:{ $detail }
