"""Pages as outlets and portals print them, around two articles written for these tests."""

from dataclasses import dataclass

ENGLISH = (
    "Negotiators from Seoul and Washington ended three days of talks on Thursday without "
    "settling how much Korea will pay for American troops from 2026, officials said.",
    "The third round on the 12th Special Measures Agreement was held behind closed doors, and "
    "neither side would say how far apart the two sums on the table are.",
    '"We listened more than we argued this time," one official told reporters. "That is progress."',
    "Korea pays about $1.1 billion a year under the present accord, which runs out at the end "
    "of next year.",
)
KOREAN = (
    "한국과 미국이 2026년부터 적용할 주한미군 방위비 분담금을 정하는 3차 회의를 사흘 만에 "
    "마쳤으나 총액을 둘러싼 이견은 좁히지 못했다.",
    "외교부 당국자는 12일 기자들과 만나 양측이 서로의 입장을 충분히 설명했으며 다음 회의 "
    "일정은 외교 경로로 조율하기로 했다고 말했다.",
    '그는 "숫자를 앞세우기보다 원칙부터 맞추고 있다"고 덧붙였다.',
    "현행 협정은 내년 말에 끝나며 올해 분담금은 1조3000억원 안팎으로 추산된다고 정부는 설명했다.",
)
EN_TITLE = "Third round of troop cost talks ends with no figure in sight"
KO_TITLE = "한미 방위비 3차 회의 빈손 종료…총액 이견 여전"
EN = "\n\n".join(ENGLISH)
KO = "\n\n".join(KOREAN)


@dataclass(frozen=True)
class Page:
    """A pasted page and what is to be read from it."""

    name: str
    text: str
    title: str | None
    body: str
    published: str | None = None
    source: str | None = None
    agency: str | None = None
    author: str | None = None


def english(name: str, text: str, **facts: str | None) -> Page:
    """A page around the English article."""
    return Page(name, text, **{"title": EN_TITLE, "body": EN, **facts})  # type: ignore[arg-type]


def korean(name: str, text: str, **facts: str | None) -> Page:
    """A page around the Korean article."""
    return Page(name, text, **{"title": KO_TITLE, "body": KO, **facts})  # type: ignore[arg-type]


PASTED = (
    english("nothing but title and text", f"{EN_TITLE}\n\n{EN}\n"),
    korean("nothing but title and text, in Korean", f"{KO_TITLE}\n\n{KO}\n"),
    english("nothing but text", EN, title=None),
    english(
        "Daum, English",
        f"""{EN_TITLE}

2024. 6. 13. 09:05
글자크기 설정 파란원을 좌우로 움직이시면 글자크기가 변경 됩니다.

이 글자크기로 변경됩니다.

(예시) 가장 빠른 뉴스가 있고 다양한 정보, 쌍방향 소통이 숨쉬는 다음뉴스를 만나보세요. 다음뉴스는 \
국내외 주요이슈와 실시간 속보, 문화생활 및 다양한 분야의 뉴스를 입체적으로 전달하고 있습니다.

Negotiators from South Korea and the United States ended three days of talks on Thursday \
without settling how much Seoul will pay for American troops from 2026, officials said.

{EN}

Yonhap

Copyright © 코리아중앙데일리. 무단전재 및 재배포 금지.

이 기사에 대해 어떻게 생각하시나요?
""",
        published="2024-06-13T09:05:00+09:00",
        source="Korea JoongAng Daily",
        agency="Yonhap",
    ),
    korean(
        "Daum, Korean, with the reporter above and other headlines below",
        f"""{KO_TITLE}
가나다 기자
2024. 6. 13. 09:05수정 2024. 6. 13. 10:11
댓글 12
요약보기
음성으로 듣기
번역 설정
공유하기
글씨크기 조절하기
인쇄하기

{KOREAN[0]}

전체 맥락을 이해하기 위해서는 본문 보기를 권장합니다.

{KO}

가나다 기자 gana@hani.co.kr

Copyright © 한겨레신문사 All Rights Reserved. 무단 전재, 재배포, AI 학습 및 활용 금지

이 기사에 대해 어떻게 생각하시나요?
좋아요0
화나요0
추가취재 원해요0
댓글 첫 댓글을 작성해보세요
한겨레에서 직접 확인하세요. 해당 언론사로 이동합니다.
- 미 국무부 "5차 회의는 8월 서울서"…분담금 20억달러 거론
- 장마 북상에 남부 호우특보
""",
        published="2024-06-13T09:05:00+09:00",
        source="Hankyoreh",
        author="가나다",
    ),
    korean(
        "Naver",
        f"""본문 바로가기
NAVER
뉴스
연예
스포츠
날씨
프리미엄
경향신문
경향신문
구독
PICK
안내
{KO_TITLE}
입력2024.06.13. 오전 9:05
수정2024.06.13. 오후 2:30
기사원문
가나다 기자
가나다 기자
구독
추천
1
댓글
본문 요약봇
텍스트 음성 변환 서비스 사용하기
글자 크기 변경하기
SNS 보내기
인쇄하기
{KO}
가나다 기자 gana@kyunghyang.com
Copyright ⓒ 경향신문. All rights reserved. 무단 전재 및 재배포 금지.
이 기사는 언론사에서 정치 섹션으로 분류했습니다.
기사 섹션 분류 안내
경향신문 주요뉴스
"4차 회의에서 30억달러 요구"…협상단의 뒷이야기
해당 언론사에서 선정하며 언론사 페이지(아웃링크)로 이동해 볼 수 있습니다.
이 기사를 추천합니다
쏠쏠정보
0
흥미진진
0
""",
        published="2024-06-13T09:05:00+09:00",
        source="Kyunghyang Shinmun",
        author="가나다",
    ),
    korean(
        "MBC",
        f"""정치가나다
{KO_TITLE}
입력 2024-06-13 18:03 | 수정 2024-06-13 18:07
재생목록
{KO}
당신의 의견을 남겨주세요
인기 키워드
취재플러스
이 시각 주요뉴스
""",
        published="2024-06-13T18:03:00+09:00",
    ),
    korean(
        "MBN, the whole story twice",
        f"""{KO_TITLE}
입력 2024-06-13 14:21
{KO}
[디지털뉴스국]
< Copyright ⓒ mbn. 무단전재 및 재배포 금지 >
{KO}
Copyright ⓒ MBN(매일방송) 무단전재 및 재배포 금지
MBN APP 다운로드
스타
핫뉴스
""",
        published="2024-06-13T14:21:00+09:00",
        source="MBN",
    ),
    korean(
        "YTN",
        f"""정치
{KO_TITLE}
2024.06.13. 오후 4:28
{KO}
YTN 가나다 (gana@ytn.co.kr)
※ '당신의 제보가 뉴스가 됩니다'
[카카오톡] YTN 검색해 채널 추가
[전화] 02-398-8585
[메일] social@ytn.co.kr
[저작권자(c) YTN 무단전재, 재배포 및 AI 데이터 활용 금지]
AD
""",
        published="2024-06-13T16:28:00+09:00",
        source="YTN",
    ),
    korean(
        "JTBC",
        f"""{KO_TITLE}
입력 2024-06-13 10:19 수정 2024-06-13 10:23
크게 작게 프린트 메일
[앵커]
{KO}
JTBC 핫클릭
"김칫값이 왜 이래"…장바구니 한숨
저작권자 © JTBC 무단전재 및 재배포 금지
""",
        published="2024-06-13T10:19:00+09:00",
        source="JTBC",
    ),
    korean(
        "News1, with everything below glued to a caption",
        f"""{KO_TITLE}
(서울=뉴스1) 가나다 기자 = {KO}
gana@news1.kr
이태우 대표가 10일 회의장에 들어서고 있다. (공동취재) 2024.6.10/뉴스1관련 키워드방위비SMA가나다 \
기자 "다음 회의는 7월"2차 회의 때는 무슨 일이관련 기사국회 "50억 달러 안 돼"
""",
        published="2024-06-10",
        source="News1",
        agency="News1",
        author="가나다",
    ),
    korean(
        "Yonhap",
        f"""{KO_TITLE}(종합)

송고시간2024-06-13 09:05

가나다 기자
기자 페이지
외교부 청사 전경
외교부 청사 전경

[연합뉴스 자료사진. 재판매 및 DB 금지]

(서울=연합뉴스) 가나다 라마바 기자 = {KO}

gana@yna.co.kr

(끝)

<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>
2024/06/13 09:05 송고
#방위비 #SMA
""",
        published="2024-06-13T09:05:00+09:00",
        source="Yonhap",
        agency="Yonhap",
        author="가나다, 라마바",
    ),
    english(
        "Yonhap, English",
        f"""(2nd LD) {EN_TITLE}
All News 14:26 June 13, 2024
(ATTN: UPDATES with comments in paras 3-4)
By Ga Na-da
SEOUL, June 13 (Yonhap) -- {EN}
gana@yna.co.kr
(END)
Related Articles
- Fourth round set for late June
- U.S. asks for $2 billion: source
Keyword
#SMA
""",
        published="2024-06-13T14:26:00+09:00",
        source="Yonhap",
        agency="Yonhap",
        author="Ga Na-da",
    ),
    english(
        "Korea Herald, its most read stories first",
        f"""Back To Top
National
Politics
Foreign Affairs
Business

Most Popular
Seoul to hold fourth round with US in July, sources say
[Weekender] A street of old bookshops

{EN_TITLE}

By Yonhap
Published : June 13, 2024 - 19:44       Updated : June 13, 2024 - 20:01
• Link copied

(Yonhap)
(Yonhap)

{EN} (Yonhap)

MOST POPULAR
LATEST NEWS
""",
        published="2024-06-13T19:44:00+09:00",
        source="Korea Herald",
        agency="Yonhap",
    ),
    english(
        "JoongAng Daily",
        f"""Home > National > Diplomacy
print dictionary print
{EN_TITLE}
Published: 13 Jun. 2024, 19:49
Audio report: written by reporters, read by AI

Negotiators pose before the second round in Seoul on May 21. [YONHAP]

{EN}

BY GA NA-DA [ga.nada@joongang.co.kr]
Related Article
Second round of talks ends in Seoul
tags Korea cost-sharing defense
""",
        published="2024-06-13T19:49:00+09:00",
        source="Korea JoongAng Daily",
        author="GA NA-DA",
    ),
    english(
        "Hankyoreh, caption between bars",
        f"""{EN_TITLE}
Posted on : 2024-06-13 17:55 KST Modified on : 2024-06-13 18:10 KST
facebook
twitter
Print
|
The two chief negotiators shake hands in Washington on June 10. (courtesy of the ministry)
|
{EN}
By Ga Na-da, staff reporter
Please direct questions or comments to [english@hani.co.kr]
original
Related stories
Why the second round mattered
Most viewed articles
1. Court clears the way
""",
        published="2024-06-13T17:55:00+09:00",
        source="Hankyoreh",
        author="Ga Na-da",
    ),
    english(
        "KBS World, credit glued to the lead",
        f"""Menu Content
Go Top
International
{EN_TITLE}
Written: 2024-06-13 18:03:24Updated: 2024-06-13 18:18:44
{EN_TITLE}
Photo : YONHAP News{EN}
Editor's Pick
Close
This website uses cookies and other technology to enhance quality of service. Continuous usage \
of the website will be considered as giving consent.
""",
        published="2024-06-13T18:03:24+09:00",
        source="KBS World",
    ),
    english(
        "KBS News, English script",
        f"""기사 본문 영역
상세페이지
{EN_TITLE}
입력 2024.06.13 (15:03) 수정 2024.06.13 (16:46)
읽어주기 기능은 크롬기반의
브라우저에서만 사용하실 수 있습니다.
[Anchor Lead]
{ENGLISH[0]}
[Pkg]
{ENGLISH[1]}
{ENGLISH[2]}
{ENGLISH[3]}
■ 제보하기
▷ 카카오톡 : 'KBS제보' 검색, 채널 추가
▷ 전화 : 02-781-1234, 4444
▷ 이메일 : kbs1234@kbs.co.kr
""",
        published="2024-06-13T15:03:00+09:00",
        source="KBS",
    ),
    english(
        "Dong-A",
        f"""{EN_TITLE}
June. 13, 2024 07:35.
by Na-Da Ga gana@donga.com,record@donga.com.
{EN}
한국어
""",
        published="2024-06-13T07:35:00+09:00",
        source="Dong-A Ilbo",
        author="Na-Da Ga",
    ),
    english(
        "Chosun, dated at its end",
        f"""{EN_TITLE}
{EN}
englishnews@chosun.com / Jun. 13, 2024 11:10 KST
- Copyrights © Chosunilbo & chosun.com
""",
        published="2024-06-13T11:10:00+09:00",
        source="Chosun Ilbo",
    ),
    english(
        "Arirang, an update alone",
        f"""{EN_TITLE}
Updated: 2024-06-13 15:23:54 KST
{EN}
Reporter : gana@arirang.com
KOGL : Korea Open Government License, BY-NC type 1 applied
""",
        published="2024-06-13T15:23:54+09:00",
        source="Arirang",
    ),
    korean(
        "Asia Today",
        f"""{KO_TITLE}
가나다 기자|2024/06/13 16:39
small font big font facebook share
{KO}
ⓒ 아시아투데이, 무단전재 및 재배포 금지
""",
        published="2024-06-13T16:39:00+09:00",
        source="Asia Today",
        author="가나다",
    ),
    korean(
        "Ajunews",
        f"""{KO_TITLE}
가나다 기자
입력 : 2024-06-13 13:33
{KO}
©'5개국어 글로벌 경제신문' 아주경제. 무단전재·재배포 금지
""",
        published="2024-06-13T13:33:00+09:00",
        source="Ajunews",
        author="가나다",
    ),
    korean(
        "Hankooki",
        f"""{KO_TITLE}
입력시간 : 2024/06/13 09:37:09 수정시간 : 2024/06/13 09:40:01
가나다기자 gana@hk.co.kr
{KO}
""",
        published="2024-06-13T09:37:09+09:00",
        source="Hankook Ilbo",
        author="가나다",
    ),
    korean(
        "Siminilbo",
        f"""{KO_TITLE}
가나다 기자 / gana@siminilbo.co.kr
입력시간 : 2024-06-13 21:23:00 , 최종수정 : 2024-06-14 01:00:00
{KO}
[저작권자ⓒ 시민일보. 무단전재-재배포 금지]
뉴스댓글 >
""",
        published="2024-06-13T21:23:00+09:00",
        source="Siminilbo",
        author="가나다",
    ),
    korean(
        "Seoul Shinmun",
        f"""{KO_TITLE}
가나다 기자
입력 2024-06-13 00:12
수정 2024-06-13 00:12
기사 읽어주기
다시듣기
글씨 크기 조절
댓글
0
{KO}
가나다 기자
2024-06-13 8면
Copyright ⓒ 서울신문 All rights reserved. 무단 전재-재배포, AI 학습 및 활용 금지
많이 본 뉴스
1 복권 1등 12명
""",
        published="2024-06-13T00:12:00+09:00",
        source="Seoul Shinmun",
        author="가나다",
    ),
    korean(
        "JoongAng, in print",
        f"""{KO_TITLE}
중앙일보
2024.06.13 00:10
종합 10면 지면보기
{KO}
가나다 기자 gana@joongang.co.kr
""",
        published="2024-06-13T00:10:00+09:00",
        source="JoongAng Ilbo",
        author="가나다",
    ),
    korean(
        "zum, under the day of the crawl",
        f"""11.27 (수)
뉴스
정치
이 기사의 카테고리는 언론사의 분류를 따릅니다.
{KO_TITLE}
{KO}
이 기사의 카테고리는 언론사의 분류를 따릅니다.
""",
    ),
    korean(
        "Newsis, with a credited picture",
        f"""{KO_TITLE}

등록 2024.06.13 09:05:27

[서울=뉴시스] 이태우 대표가 10일 회의장에 들어서고 있다. (사진=외교부 제공) 2024.06.10. \
photo@newsis.com *재판매 및 DB 금지

[서울=뉴시스] 가나다 기자 = {KO}

☞공감언론 뉴시스 [email protected]
""",
        published="2024-06-13T09:05:27+09:00",
        source="Newsis",
        agency="Newsis",
        author="가나다",
    ),
    korean(
        "Yonhap TV",
        f"""{KO_TITLE}
{KO}
가나다 기자 (gana@yna.co.kr)
#방위비 #SMA #분담금
연합뉴스TV 기사문의 및 제보 : 카톡/라인 jebo23
(끝)
""",
        source="Yonhap News TV",
        author="가나다",
    ),
    english(
        "Reuters",
        f"""{EN_TITLE}
By Ga Nada
June 13, 2024 3:04 AM UTC
SEOUL, June 13 (Reuters) - {EN}
Reporting by Ga Nada; Editing by Ra Maba
Our Standards: The Thomson Reuters Trust Principles.
""",
        published="2024-06-13T03:04:00+00:00",
        source="Reuters",
        agency="Reuters",
        author="Ga Nada",
    ),
    english(
        "State Department",
        f"""An official website of the United States Government
{EN_TITLE}
Media Note
June 13, 2024
Office of the Spokesperson
{EN}
""",
        published="2024-06-13",
        source="US State Department",
    ),
    english(
        "an index's date above",
        f" date 2024-06-04 {EN_TITLE}\nJune 13, 2024\n{EN}\n",
        published="2024-06-13",
    ),
)
