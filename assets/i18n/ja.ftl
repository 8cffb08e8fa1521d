# 視聴画面の日本語。en.ftl と同じキーと値を持つこと（テストが比べる）。

loading = 開いています…
close = 閉じる
quit = 終了する

## はじまる前
consent-kicker = 選んで進むストーリー
consent-from = 受け取る人
consent-why = 使いみち
consent-keep = 保存する期間
consent-keep-value = { $days }日間。その後、削除されます
consent-choose = 記録してよいものを選んでください。はじめはどちらもオフです。
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
contact-empty = （メッセージなし）
contact-send = 送る
contact-edit = 書き直す
contact-not-now = 今はやめておく
contact-ask = 連絡を希望する
contact-sent = ご希望を受け付けました。

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
offers = 資料

## おわり
ending-title = ご視聴ありがとうございました
ending-recorded = 同意いただいた範囲で、回答を記録しました。
ending-not-recorded = 何も記録していません。
watch-again = もう一度見る
back-to-question = 前の質問に戻る

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

## お知らせ
notice-no-sound = スピーカーが見つかりません。音なしで再生します。字幕もご利用ください。
notice-log-failed = ディスクがいっぱいか書き込めないため、回答を記録できなくなりました。ストーリーは続きます。
notice-handout-failed = 「{ $title }」を開けませんでした。
notice-software = グラフィックス機能がないため、小さめの画面のほうがなめらかに再生できます。
notice-contact-saved = ご希望を保存しました。
