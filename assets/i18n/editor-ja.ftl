# The words of the author's window, in the order of its parts.

# the frame: menus, panes, notes, questions
menu-file = ファイル
menu-edit = 編集
menu-insert = 挿入
menu-arrange = 配置
menu-view = 表示
menu-play = 再生
menu-help = ヘルプ
command-new = 新しいストーリー…
command-open = 開く…
command-save = 保存
command-save-as = 別名で保存…
command-changes = 前回の保存からの変更点
command-export-texts = 翻訳用にテキストを書き出す…
command-import-texts = 翻訳したテキストを読み込む…
command-export-mermaid = 分岐図を Mermaid テキストで書き出す…
command-export-svg = 分岐図を画像（SVG）で書き出す…
command-quit = 終了
command-undo = 元に戻す
command-redo = やり直す
command-cut = 切り取り
command-copy = コピー
command-paste = 貼り付け
command-duplicate = 複製
command-delete = 削除
command-select-all = すべて選択
command-rename = 名前を変更…
command-find = シーンへ移動…
command-add-scene = シーン
command-add-clips = 動画ファイルからシーンを作る…
command-add-question = 選んだシーンに質問
command-add-choice = 質問に選択肢
command-add-ending = エンディング
command-add-frame = 選択範囲を囲む枠
command-arrange = 自動で整列
command-align-left = 左端をそろえる
command-align-centre = 左右中央をそろえる
command-align-right = 右端をそろえる
command-align-top = 上端をそろえる
command-align-middle = 上下中央をそろえる
command-align-bottom = 下端をそろえる
command-spread-across = 左右に等間隔
command-spread-down = 上下に等間隔
command-command-palette = コマンドを探す…
command-zoom-in = 拡大
command-zoom-out = 縮小
command-zoom-reset = 等倍
command-fit = ストーリー全体を表示
command-fit-selection = 選択範囲を表示
command-show-outline = シーン一覧
command-show-story = ストーリーの設定
command-show-inspector = 詳細
command-show-problems = 問題点
command-show-paths = 道筋と長さ
command-language-english = English
command-language-japanese = 日本語
command-theme-system = システムに合わせる
command-theme-light = 明るい表示
command-theme-dark = 暗い表示
command-theme-contrast = 高コントラスト
command-preview = 最初からプレビュー
command-preview-from-scene = 選んだシーンからプレビュー
command-play-as-viewer = 視聴者として再生
command-keys = ショートカット一覧
unsaved-title = 「{ $story }」の変更を保存しますか？
unsaved-text = 保存しない変更は失われます。
unsaved-save = 保存する
unsaved-discard = 保存しない
cancel = キャンセル
close = 閉じる
palette-scene = シーン（題名または ID）
palette-command = 何をしますか？
palette-nothing = 見つかりません
status-saved = 保存済み
status-unsaved = 未保存
status-scenes = シーン { $count }
status-problems = エラー { $errors }・警告 { $warnings }
status-no-problems = 問題なし
status-checking = 確認中…
status-language = 表示する言語
error-missing-name = もう存在しません：{ $name }
error-taken = その名前はすでに使われています：{ $name }。別の名前にしてください。
error-not-a-name = 「{ $name }」は ID にできません。半角の a～z、0～9、「-」を使い、64 文字までにしてください。
error-last-scene = ストーリーにはシーンが一つ以上必要です。
error-no-such-turn = その道はもうありません。
error-needs-a-way = どの条件にも当てはまらないときの道です。別の行き先につなぐか、先に条件を外してください。
error-no-choices = この質問には選択肢がありません。「一つ選ぶ」か「複数選ぶ」質問にしてください。

# canvas and outline

# inspector and story settings

# problems, paths, translations, new stories

# files and the window

# preview
preview-title = プレビュー
preview-how = 視聴者と同じようにストーリーを再生します。記録は残りません。
preview-stuck = ここで先に進めなくなりました
preview-pause = 一時停止
preview-go-on = 再開
preview-back = 前の質問へ戻る
preview-to-end = 動画の終わりへ
preview-to-end-why = 終わりの 0.5 秒前まで進みます。多くの質問は動画の終わりに開きます。
preview-again = もう一度
preview-stop = 停止
preview-show-scene = カードを表示
preview-contact = 視聴者はここで相談の文章を書きます。プレビューからは送信されません。
preview-skip = 答えない
preview-time-left = 残り { $seconds } 秒
preview-visited = 見ました
preview-confirm = 決定
preview-state = 条件から見た今の状態
preview-visits = 見たシーン：{ $scene }（{ $times } 回）
preview-yes = はい
preview-no = いいえ
preview-past = すでに起きたことにする
preview-past-why = 途中までを再生し直さずに、奥の部分を試せます。
preview-past-clear = 何も起きていないことにする
preview-answered = 答えた
preview-seen = 見たシーン
