using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.Captures;

/// <summary>The header names that may be forwarded, written by hand from the design and independently of the gateway.</summary>
internal static class ReplayHeaders
{
    private static readonly string[] AnonymousNames = ["Accept", "Accept-Language", "User-Agent", "Content-Type"];

    private static readonly string[] IdentifiedNames =
    [
        .. AnonymousNames, "Referer", "Origin", "Accept-Encoding",
        "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform",
        "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Fetch-Storage-Access",
    ];

    public static void CheckAnonymous(Replay replay, CaptureFigures figures) =>
        Check(replay, figures, AnonymousNames, cookie: null, address: null);

    public static void CheckOptOutCall(Replay replay, CaptureFigures figures, string? cookie) =>
        Check(replay, figures, AnonymousNames, cookie, address: null);

    public static void CheckIdentified(Replay replay, CaptureFigures figures, string? cookie) =>
        Check(replay, figures, IdentifiedNames, cookie, address: "127.0.0.1");

    /// <summary>Exactly these headers: each as the browser sent it, or as the gateway must write it.</summary>
    private static void Check(Replay replay, CaptureFigures figures, string[] passed, string? cookie, string? address)
    {
        var seen = replay.Seen[0];
        var own = new[] { "Host", "CDN-Loop", "Content-Length", "Cookie", "X-WT-IP" };
        foreach (var name in passed)
        {
            var sent = replay.Capture.Headers.Where(header => header.Key == name).Select(header => header.Value).SingleOrDefault();
            figures.Expect(replay, $"header {name} upstream", sent, Line(seen, name));
        }

        figures.Expect(replay, "header Cookie upstream", cookie, Line(seen, "Cookie"));
        figures.Expect(replay, "header X-WT-IP upstream", address, Line(seen, "X-WT-IP"));
        if (Line(seen, "CDN-Loop") is null)
        {
            figures.Deviation(replay, "no CDN-Loop upstream");
        }

        foreach (var header in seen.Headers)
        {
            if (!own.Concat(passed).Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            {
                figures.Deviation(replay, $"header {header.Key} went upstream");
            }
        }
    }

    private static string? Line(RecordedRequest request, string name)
    {
        var lines = request.HeaderValues(name).ToList();
        return lines.Count == 0 ? null : string.Join(" | ", lines);
    }
}
