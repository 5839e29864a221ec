using System.Globalization;
using PrivacyGateway.Endpoints.Pages;

namespace PrivacyGateway.Endpoints.State;

/// <summary>Writes the values of the state page.</summary>
internal static class StateCells
{
    public static void Write(HtmlText page, StateCell cell, DateTimeOffset now)
    {
        if (cell.Time is { } time)
            WriteTime(page, time, now);
        else if (cell.Level is { } level)
            WriteGauge(page, cell.Texts[0], level);
        else if (cell.Texts.Count == 0)
            page.Element("span", "—", "none");
        else if (cell.Tone != StateTone.Plain)
            WriteBadge(page, cell.Texts[0], cell.Tone);
        else if (cell.Texts.Count == 1)
            page.Element(cell.IsCode ? "code" : "span", cell.Texts[0]);
        else
            WriteList(page, cell);
    }

    public static void WriteBadge(HtmlText page, string text, StateTone tone) => page.Element("span", text, "badge " + StyleOf(tone));

    /// <summary>A time of day with its date, in UTC.</summary>
    public static void WriteClock(HtmlText page, DateTimeOffset time) => page
        .Open("time", ("datetime", time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))
        .Text(time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)).Close("time");

    public static string StyleOf(StateTone tone) => tone switch
    {
        StateTone.Good => "good",
        StateTone.Notice => "notice",
        StateTone.Bad => "bad",
        _ => "plain",
    };

    /// <summary>A duration in its largest unit, such as <c>3 h</c>.</summary>
    public static string Describe(TimeSpan duration)
    {
        var length = duration.Duration();
        var (number, unit) = length.TotalDays >= 2 ? ((long)length.TotalDays, "days")
            : length.TotalHours >= 2 ? ((long)length.TotalHours, "h")
            : length.TotalMinutes >= 2 ? ((long)length.TotalMinutes, "min")
            : ((long)length.TotalSeconds, "s");
        return string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
    }

    private static void WriteTime(HtmlText page, DateTimeOffset time, DateTimeOffset now)
    {
        page.Element("span", time > now ? $"in {Describe(time - now)}" : $"{Describe(now - time)} ago").Raw(" <small>");
        WriteClock(page, time);
        page.Raw("</small>");
    }

    private static void WriteGauge(HtmlText page, string text, double level) => page
        .Element("span", text).Raw(" <meter min=\"0\" max=\"1\" low=\"0.75\" high=\"0.9\" optimum=\"0\" value=\"").Number(level).Raw(
            "\" aria-label=\"")
        .Number(Math.Round(level * 100)).Raw(" % of the limit\"></meter>");

    private static void WriteList(HtmlText page, StateCell cell)
    {
        page.Raw("<ul class=\"values\">");
        foreach (var text in cell.Texts)
            page.Raw("<li>").Element(cell.IsCode ? "code" : "span", text).Raw("</li>");
        page.Raw("</ul>");
    }
}
