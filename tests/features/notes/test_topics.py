"""Notes about one topic, by whatever name their authors gave it."""

from hongqiao.features import topics
from hongqiao.features.notes import topics as noted
from hongqiao.features.notes.model import Audience
from hongqiao.features.topics import Listing
from hongqiao.kernel.paging import PAGE_SIZE
from tests.cast import drain, sign_up
from tests.features.notes.writing import publish


async def test_notes_of_all_names_are_one_list_newest_first_and_each_once(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    first = await publish(mei, body="我家的 #猫咪 #猫")
    second = await publish(diego, body="Duerme. #gatos #perros")
    await publish(diego, body="Otra cosa. #perros")
    await drain(scope)

    page = await noted.notes_about_any(scope, topics.listings_of("cats"))

    assert list(page.items) == [second, first]
    assert page.next == ""


async def test_false_friends_are_listed_apart(scope):
    mei = await sign_up(scope, "mei")
    japanese = await publish(mei, title="手紙を書きました", body="祖母への手紙です。 #手紙")
    chinese = await publish(mei, title="家里没有纸了", body="超市的手紙又涨价了，我们去买吧。 #手紙")
    await drain(scope)

    letters = await noted.notes_about_any(scope, topics.listings_of("letter"))
    papers = await noted.notes_about_any(scope, topics.listings_of("toilet-paper"))
    both = await noted.notes_about_any(scope, [Listing("手紙", "")])

    assert list(letters.items) == [japanese]
    assert list(papers.items) == [chinese]
    assert list(both.items) == [chinese, japanese]


async def test_the_list_goes_on_where_a_page_ended(scope):
    diego = await sign_up(scope, "diego")
    published = [
        await publish(diego, body=f"#{'gatos' if number % 2 else 'cats'}") for number in range(PAGE_SIZE + 2)
    ]
    await drain(scope)
    listings = topics.listings_of("cats")

    first = await noted.notes_about_any(scope, listings)
    rest = await noted.notes_about_any(scope, listings, first.next)

    assert [*first.items, *rest.items] == published[::-1]
    assert rest.next == ""


async def test_what_few_may_see_is_in_no_topic(scope):
    mei = await sign_up(scope, "mei")
    await publish(mei, body="#猫", audience=Audience.ME)
    await drain(scope)

    assert list((await noted.notes_about_any(scope, topics.listings_of("cats"))).items) == []
