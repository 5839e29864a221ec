using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>Compares one replay with its row of the table.</summary>
internal static class ReplayCheck
{
    public static void Run(Replay replay, CaptureFigures figures)
    {
        figures.Replays++;
        switch (replay.Decision)
        {
            case "identified":
                Identified(replay, figures);
                break;
            case "anonymous":
                AnonymousCheck.Run(replay, figures);
                break;
            case "optout-call":
                OptOutCall(replay, figures);
                break;
            case "cc-answered":
                Own(replay, figures);
                break;
            default:
                figures.Deviation(replay, "the table has a decision that this test does not know");
                break;
        }
    }

    /// <summary>Served by the gateway; nothing may have been forwarded.</summary>
    public static void Own(Replay replay, CaptureFigures figures)
    {
        figures.Expect(replay, "requests upstream", "0", $"{replay.Seen.Count}");
        ResponseCheck.Own(replay, figures);
    }

    private static void Identified(Replay replay, CaptureFigures figures)
    {
        if (OnlyOne(replay, figures) is not { } seen)
        {
            return;
        }

        figures.Expect(replay, "target", replay.Capture.Target, seen.Target);
        figures.Expect(replay, "body", Encoding.Latin1.GetString(replay.Capture.Body), Encoding.Latin1.GetString(seen.Body));
        ReplayHeaders.CheckIdentified(replay, figures, CookiesOf(replay, replay.Expected.CookiesIdentified));
        ResponseCheck.Identified(replay, figures);
    }

    private static void OptOutCall(Replay replay, CaptureFigures figures)
    {
        if (OnlyOne(replay, figures) is not { } seen)
        {
            return;
        }

        figures.Expect(replay, "target", replay.Capture.Target, seen.Target);
        ReplayHeaders.CheckOptOutCall(replay, figures, CookiesOf(replay, "webtrekkOptOut"));
        ResponseCheck.OptOutCall(replay, figures);
    }

    private static RecordedRequest? OnlyOne(Replay replay, CaptureFigures figures)
    {
        figures.Expect(replay, "requests upstream", "1", $"{replay.Seen.Count}");
        figures.Expect(replay, "method", replay.Capture.Method, replay.Seen is [var first, ..] ? first.Method : null);
        return replay.Seen is [var seen] ? seen : null;
    }

    /// <summary>The captured cookies of these names as one header, or null without such a cookie.</summary>
    private static string? CookiesOf(Replay replay, string names)
    {
        var passed = ExpectedCapture.NamesIn(names);
        var kept = (replay.Capture.Cookie ?? "").Split("; ").Where(cookie => passed.Contains(Capture.NameOf(cookie)));
        var line = string.Join("; ", kept);
        return line.Length == 0 ? null : line;
    }
}
