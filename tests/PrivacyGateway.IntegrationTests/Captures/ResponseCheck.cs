using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The browser's response for each decision.</summary>
internal static class ResponseCheck
{
    private const string OwnGif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    /// <summary>The track domain's pixel without its cookies.</summary>
    public static void Anonymous(Replay replay, CaptureFigures figures)
    {
        TrackDomainPixel(replay, figures);
        figures.Expect(replay, "Set-Cookie to the browser", "", string.Join(" | ", replay.Response.HeaderValues("Set-Cookie")));
        NoServerIds(replay, figures);
    }

    /// <summary>The track domain's pixel with its cookies, byte for byte.</summary>
    public static void Identified(Replay replay, CaptureFigures figures)
    {
        TrackDomainPixel(replay, figures);
        figures.Expect(
            replay,
            "Set-Cookie to the browser",
            string.Join(" | ", TrackDomainResponses.SetCookies),
            string.Join(" | ", replay.Response.HeaderValues("Set-Cookie")));
    }

    /// <summary>The opt-out cookie, set or expired by the gateway, and no other.</summary>
    public static void OptOutCall(Replay replay, CaptureFigures figures)
    {
        figures.Expect(replay, "status", "200", $"{replay.Response.Status}");
        NoServerIds(replay, figures);
        var cookies = replay.Response.HeaderValues("Set-Cookie").ToList();
        if (cookies.Count == 0 || !cookies.TrueForAll(cookie => cookie.StartsWith("webtrekkOptOut=", StringComparison.Ordinal)))
        {
            figures.Deviation(replay, "expected Set-Cookie for webtrekkOptOut alone, saw: " + string.Join(" | ", cookies));
            return;
        }

        var deletes = replay.Capture.Target.EndsWith("duration=-2", StringComparison.Ordinal);
        var expires = cookies[0].Contains("Max-Age=0", StringComparison.OrdinalIgnoreCase)
            || cookies[0].Contains("01 Jan 1970", StringComparison.Ordinal);
        var sets = cookies[0].StartsWith("webtrekkOptOut=1;", StringComparison.Ordinal) && !expires;
        if (deletes ? !expires : !sets)
        {
            figures.Deviation(replay, $"expected webtrekkOptOut to be {(deletes ? "expired" : "set to 1")}, saw: {cookies[0]}");
        }
    }

    /// <summary>The gateway's own response: a GIF, or an empty script for <c>/cc?a=c</c>.</summary>
    public static void Own(Replay replay, CaptureFigures figures)
    {
        var script = replay.Capture.Target.Contains("/cc?a=c&", StringComparison.Ordinal);
        var type = replay.Response.HeaderValues("Content-Type").SingleOrDefault() ?? "";
        figures.Expect(replay, "status", "200", $"{replay.Response.Status}");
        figures.Expect(replay, "body", script ? "" : OwnGif, Convert.ToBase64String(replay.Response.Body));
        figures.Expect(replay, "Cache-Control", "no-store", replay.Response.HeaderValues("Cache-Control").SingleOrDefault());
        figures.Expect(replay, "Set-Cookie to the browser", "", string.Join(" | ", replay.Response.HeaderValues("Set-Cookie")));
        if (script ? !type.Contains("javascript", StringComparison.Ordinal) : type != "image/gif")
        {
            figures.Deviation(replay, $"Content-Type {type}");
        }
    }

    private static void TrackDomainPixel(Replay replay, CaptureFigures figures)
    {
        figures.Expect(replay, "status", "200", $"{replay.Response.Status}");
        figures.Expect(replay, "Content-Type", "image/gif", replay.Response.HeaderValues("Content-Type").SingleOrDefault());
        figures.Expect(replay, "body", Convert.ToBase64String(TrackDomainResponses.Gif), Convert.ToBase64String(replay.Response.Body));
    }

    private static void NoServerIds(Replay replay, CaptureFigures figures)
    {
        var findings = WireJudge.Search(replay.Response.Raw, [TrackDomainResponses.ServerEverId, TrackDomainResponses.ServerSession]);
        if (findings.Count > 0)
        {
            figures.Deviation(replay, "ids to the browser: " + string.Join(", ", findings));
        }
    }
}
