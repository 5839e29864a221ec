using PrivacyGateway.Endpoints.State;

namespace PrivacyGateway.Tests.Endpoints.State;

public sealed class StatePageTests
{
    private const string Markup = "<img src=x onerror=\"alert('1')\">";

    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void No_text_of_the_configuration_becomes_markup()
    {
        var page = StatePage.Write(Report(new StateSection("routes", Markup, Markup, Markup, StateTone.Good)
        {
            Facts = [new(Markup, Markup), new(Markup, StateCell.Code(Markup, Markup)), new(Markup, StateCell.Gauge(Markup, 0.5)),
                new(Markup, StateCell.Badge(Markup, StateTone.Bad))],
            Cards = [new(Markup, [Markup], [new(Markup, Markup)])],
            Tables = [new(Markup, [Markup], [[Markup]], Markup), new(Markup, [Markup], [], Markup)],
        }));

        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror=\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_neither_an_inline_style_nor_an_inline_script()
    {
        var page = StatePage.Write(Report(new StateSection("routes", "Routes", "1", "One.", StateTone.Good)));

        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
        Assert.Contains("<script type=\"module\" src=\"/assets/state.js\"></script>", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<script").Length);
    }

    [Fact]
    public void A_time_is_shown_as_age_and_as_date()
    {
        var page = StatePage.Write(Report(new StateSection("c", "C", "1", "One.", StateTone.Good)
        {
            Facts = [
                new("Ago", StateCell.At(Now.AddHours(-3))), new("Ahead", StateCell.At(Now.AddDays(9))), new("Never", StateCell.Code())],
        }));

        Assert.Contains("<span>3 h ago</span> <small><time datetime=\"2026-11-29T09:00:00Z\">2026-11-29 09:00:00 UTC</time></small>", page,
            StringComparison.Ordinal);
        Assert.Contains("<span>in 9 days</span>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Never</dt><dd><span class=\"none\">—</span></dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_rows_is_a_sentence()
    {
        var page = StatePage.Write(
            Report(new StateSection("c", "C", "1", "One.", StateTone.Good) { Tables = [new("Warnings", ["Key"], [], "No warnings.")] }));

        Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"empty\">No warnings.</p>", page, StringComparison.Ordinal);
    }

    private static StateReport Report(StateSection section) =>
        new("1.0", "0123456789abcdef", "host", Now.AddMinutes(-5), Now, StateTone.Good, "Ready",
            [new StateFinding("routes", Markup, StateTone.Notice)], [section]);
}
