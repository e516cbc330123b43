"""In a line that runs from right to left, whatever reads from left to right stands in an isolate of its own."""

from __future__ import annotations

import pytest

from afterwave.content.isolates import LRI, PDI, isolate, isolated_html


def seen(text: str) -> str:
    return text.replace(LRI, "⟦").replace(PDI, "⟧")


@pytest.mark.parametrize(
    ("text", "laid"),
    [
        ("اتصل 116 016 أو 13 11 14 الآن", "اتصل ⟦116 016⟧ أو ⟦13 11 14⟧ الآن"),
        ("0800-0113، أو 9-8-8", "⟦0800-0113⟧، أو ⟦9-8-8⟧"),
        ("رقم +49 (0)30 1234 هنا", "رقم ⟦+49 (0)30 1234⟧ هنا"),
        ("٠٨٠٠ ١٢٣ ٤٥٦ هنا", "⟦٠٨٠٠ ١٢٣ ٤٥٦⟧ هنا"),
        ("من 10–19 عند 18:30 في 2026-11-28", "من ⟦10–19⟧ عند ⟦18:30⟧ في ⟦2026-11-28⟧"),
        ("نحو 5.3 % أو 2/3 من 1,200", "نحو ⟦5.3 %⟧ أو ⟦2/3⟧ من ⟦1,200⟧"),
        ("زوروا https://a.example/b?c=d#e الآن", "زوروا ⟦https://a.example/b?c=d#e⟧ الآن"),
        ("كتب (Bird 2011) ذلك", "كتب ⟦(Bird 2011)⟧ ذلك"),
        ("(كلمة 2015) و WhatsApp", "(كلمة ⟦2015⟧) و ⟦WhatsApp⟧"),
        ("في عام 2015. 30 شخصًا", "في عام ⟦2015⟧. ⟦30⟧ شخصًا"),
        ("Kama muta. Emotion\n20(7), 1-9.", "⟦Kama muta. Emotion\n20(7), 1-9.⟧"),
        ("Rape Crisis (England and Wales, from 16)", "⟦Rape Crisis (England and Wales, from 16)⟧"),
        ("ليلًا · Samaritans · 116 123", "ليلًا · ⟦Samaritans⟧ · ⟦116 123⟧"),
        ("كلام بلا رقم.", "كلام بلا رقم."),
        ("10–19", "⟦10–19⟧"),
        ("", ""),
    ],
)
def test_each_run_that_reads_from_the_left_stands_in_an_isolate_of_its_own(text: str, laid: str) -> None:
    assert seen(isolate(text)) == laid
    assert isolate(isolate(text)) == isolate(text)


def test_a_page_is_marked_where_it_is_read_and_nowhere_else() -> None:
    page = (
        '<p title="2 > 1 1"><a href="/s/1-2">أو 1 2 &lt; 3</a><script>"1 2"</script> <bdi dir="ltr">5 ml</bdi> 5 '
        "ml</p><!-- 1 2 -->"
    )
    marked = (
        '<p title="2 > 1 1"><a href="/s/1-2">أو ⟦1 2⟧ ⟦&lt; 3⟧</a><script>"1 2"</script> <bdi dir="ltr">5 ml</bdi> ⟦5 '
        "ml⟧</p><!-- 1 2 -->"
    )
    assert seen(isolated_html(page)) == marked
