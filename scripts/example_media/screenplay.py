"""What is said in each clip, in both languages, and by whom.

One `Line` is one sentence and one caption. `say_ja` and `say_en` help the synthesiser where the
written text would be misread; `say_en` may hold phonemes between slashes.
"""

from dataclasses import dataclass

LANGUAGES = ("ja", "en")


@dataclass
class Line:
    ja: str
    en: str
    say_ja: str = ""
    say_en: str = ""


@dataclass
class Clip:
    """A clip's narration. `own` is the list of languages whose sound is muxed into the clip itself."""

    lines: list
    who: str = "mori"
    own: tuple = ()
    seconds: float = 0.0  # only for clips without narration


CLIPS = {
    "welcome": Clip(
        [
            Line("内定、おめでとうございます。株式会社みほん、人事部の森です。", "Congratulations on your offer. I'm Mori, from HR at Mihon."),
            Line("入社までのあいだ、気になることから、自由に見ていってください。", "Look at whatever is on your mind, in any order you like."),
        ],
        own=("ja", "en"),
    ),
    "hub": Clip(
        [
            Line("いま気になっていることから、選んでください。", "Start with whatever is on your mind."),
            Line("答えに、良い悪いはありません。", "There are no wrong answers.", say_ja="答えに、よいわるいはありません。"),
        ]
    ),
    "people-team": Clip(
        [
            Line("最初の席は、相談役の先輩のとなりです。", "Your first desk is right beside your mentor's."),
            Line("チームは六人。最初の一か月で、全員と一度ずつ、お昼をご一緒します。", "There are six of us, and in your first month you will have lunch with each one."),
        ]
    ),
    "failure": Clip(
        [
            Line("三年目の佐藤です。二か月目に、お客様あてのメールを、別の会社に送ってしまいました。", "I'm Sato, in my third year. In my second month, I sent a customer's email to the wrong company."),
            Line("気づいたのは、送信ボタンを押した、三秒あとでした。", "I noticed three seconds after pressing send."),
        ],
        who="sato",
    ),
    "failure-told": Clip(
        [
            Line("すぐに話す。いまの私なら、そうします。", "Telling someone at once. That's what I would do today."),
            Line("でも、あのときは、言い出すまでに一時間かかりました。", "Back then, it took me an hour to say it."),
        ],
        who="sato",
    ),
    "failure-alone": Clip(
        [
            Line("じつは、私もそうでした。", "To be honest, I was just the same."),
            Line("一時間、ひとりで悩んで、やっと先輩に話したんです。", "I worried alone for an hour before I told my mentor."),
        ],
        who="sato",
    ),
    "failure-after": Clip(
        [
            Line("先輩は怒らず、一緒に電話をかけて、謝ってくれました。", "She wasn't angry. We rang them and apologised together."),
            Line("いまは、社外へのメールを二人で確かめます。私が提案した決まりです。", "Now two of us check every email to the outside. That rule was my idea."),
        ],
        who="sato",
    ),
    "people-rules": Clip(
        [
            Line("服装は自由です。飲み会は、行かなくて大丈夫。", "Wear what you like. Drinks after work really are optional."),
            Line("一年目の残業は、月に平均十二時間。休みに、理由はいりません。", "First-years do twelve hours of overtime a month, and time off needs no reason."),
        ]
    ),
    "work-month": Clip(
        [
            Line("一週目は、準備とあいさつ。二週目は、お客様の声を聞きます。", "Week one is setting up and saying hello. In week two, you listen to customers."),
            Line("三週目から、先輩と二人で、小さな改善をひとつ受け持ちます。", "From week three, you and a colleague take on one small improvement."),
        ]
    ),
    "work-day": Clip(
        [
            Line("九時に朝会。午前は、先輩と並んで作業します。", "We meet at nine, and work side by side all morning."),
            Line("お昼のあと、三時に見直し、五時半に日報。六時には、ほとんどの人が帰ります。", "After lunch there's a review at three and a short report at five thirty. Most people leave by six.", say_ja="お昼のあと、三時に見直し、五時半に日報。六時には、ほとんどのひとが帰ります。"),
        ]
    ),
    "work-hard": Clip(
        [
            Line("正直に言うと、最初の三か月は、知らない言葉ばかりで疲れます。", "Honestly, the first three months are tiring. So many words are new."),
            Line("だから、用語集があります。新人の質問から生まれた、二百の言葉です。", "So we have a glossary: two hundred words, all from newcomers' questions."),
        ]
    ),
    "career-path": Clip(
        [
            Line("一年目は、教わりながら担当をひとつ。三年目には、小さな企画を。", "In year one, you look after one thing while you learn. By year three, you run a small project."),
            Line("五年目は分かれ道。専門を深める人も、チームを率いる人もいます。", "Year five is a fork. Some go deep, and some lead a team.", say_ja="五年目は分かれ道。専門を深めるひとも、チームを率いるひとも、います。"),
        ]
    ),
    "career-talks": Clip(
        [
            Line("月に一度、相談役の先輩と、三十分話す時間があります。", "Once a month, you have half an hour with your mentor."),
            Line("評価には関わらない人なので、転職の相談をした社員もいます。", "Mentors have no part in appraisals, so people even talk about leaving."),
        ]
    ),
    "career-change": Clip(
        [
            Line("部署を移りたいときは、年に一度、手を挙げられます。", "Once a year, anyone may ask to move to another team."),
            Line("希望がすぐ通るとは限りません。去年は十二人のうち、七人が移りました。", "It isn't always granted at once. Last year, seven out of twelve moved."),
        ]
    ),
    "offers-fair": Clip(
        [
            Line("ほかの会社とくらべるのは、自然なことです。", "Comparing us with other companies is only natural."),
            Line("お返事を急かすことはありません。迷ったまま、見てくださって大丈夫です。", "We will not hurry you. It's fine to watch this undecided."),
        ]
    ),
    "offers-sheet": Clip(
        [
            Line("大事なことが決まると、くらべやすくなります。", "Once you know what matters, comparing gets easier."),
            Line("年収だけでなく、手当、残業、休み、転勤も、同じ表に並べてみてください。", "Put allowances, overtime, time off and transfers beside the pay, all in one table."),
        ]
    ),
    "offers-weak": Clip(
        [
            Line("給与は、業界の真ん中くらいです。", "Our pay is about average for the industry."),
            Line("オフィスは古く、夏は少し暑い。来年の春に、引っ越します。", "The office is old, and a little hot in summer. We move next spring."),
        ]
    ),
    "ready-calendar": Clip(
        [
            Line("入社まで、月に一度お便りを送ります。返信はいりません。", "Until you join, we write once a month. You never need to reply."),
            Line("十二月に座談会、一月に書類、二月に面談、三月に最後のご案内です。", "A round-table in December, papers in January, your team in February, and last details in March."),
        ]
    ),
    "ready-bring": Clip(
        [
            Line("初日の持ち物は四つ。身分証、年金の書類、通帳の写し、筆記用具です。", "Bring four things on day one: your ID, pension papers, a bank book copy, and a pen.", say_en="Bring four things on day one: your I D, pension papers, a bank book copy, and a pen."),
            Line("忘れても、後日で大丈夫。昼食は、こちらで用意します。", "If you forget one, later is fine. Lunch is on us."),
        ]
    ),
    "ready-silence": Clip(
        [
            Line("連絡がないと、忘れられたように感じますよね。", "Silence can feel like being forgotten."),
            Line("同期十八人のチャットがあります。私たちも、二週間に一度、ひとこと書きこみます。", "Eighteen of you share a chat room, and every two weeks we drop in to say hello."),
        ]
    ),
    "voices": Clip(
        [
            Line("二年目の三人に聞きました。入社の前の晩、何が不安でしたか。", "We asked three second-years what worried them the night before.", say_ja="二年目の三人に聞きました。入社の前の晩、なにが不安でしたか。"),
            Line("名前を覚えられるか。お昼はひとりか。いまは三人とも、笑って話します。", "Remembering names. Eating lunch alone. They laugh about it now."),
        ]
    ),
    "feel": Clip(
        [
            Line("最後に、いまのお気持ちを聞かせてください。", "Last of all, how do you feel today?"),
            Line("答えたくなければ、そのままで大丈夫です。", "You needn't answer if you would rather not."),
        ],
        own=("ja",),
    ),
    "feel-worried": Clip(
        [
            Line("話してくださって、ありがとうございます。", "Thank you for telling us."),
            Line("不安なのは、真剣に考えているからこそ。ひとりで抱えなくて大丈夫です。", "Worry means you take this seriously. You don't have to carry it alone."),
        ],
        own=("ja",),
    ),
    "feel-unsure": Clip(
        [
            Line("半分楽しみで、半分不安。多くの先輩も、そうでした。", "Half looking forward, half worried. Most of us felt like that."),
            Line("入社までに、少しずつ確かめていきましょう。", "Let's find out the rest together, little by little."),
        ],
        own=("ja",),
    ),
    "feel-glad": Clip(
        [
            Line("うれしいお答えを、ありがとうございます。", "That is lovely to hear. Thank you."),
            Line("私たちも、春にお会いできるのを楽しみにしています。", "We are looking forward to the spring as well."),
        ],
        own=("ja",),
    ),
    "talk": Clip(
        [
            Line("もう少し話したいときは、私か、現場の先輩が、三十分お話しします。", "If you would like to talk, I or someone from the team will gladly give you half an hour."),
            Line("もちろん、いまでなくてもかまいません。", "It doesn't have to be now."),
        ],
        own=("ja",),
    ),
    "thanks": Clip(
        [
            Line("お申し込み、ありがとうございます。", "Thank you. We have your request."),
            Line("三営業日のうちに、私からご連絡します。", "I will write to you within three working days."),
        ],
        own=("ja",),
    ),
    "goodbye": Clip(
        [
            Line("最後まで見てくださって、ありがとうございました。", "Thank you for watching to the end."),
            Line("気になることができたら、いつでも、またここへ。", "Come back whenever something is on your mind."),
        ],
        own=("ja",),
    ),
    "waiting": Clip([], seconds=6.0),
}
