using System.Text;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection.Requests;

namespace PrivacyGateway.Cli.Demo;

/// <summary>One parameter, cookie or header of a request as it arrived.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Name">Decoded.</param>
/// <param name="Value">Decoded as often as it was encoded, so that a reader sees what a URL in a URL says.</param>
/// <param name="Pair">A parameter as sent, one character a byte; empty for the others.</param>
internal sealed record WirePart(NameLocation Place, string Name, string Value, string Pair)
{
    /// <summary>URLs stand in URLs, each encoded once more.</summary>
    private const int MostDecodings = 5;

    public static IReadOnlyList<WirePart> In(Arrival arrival)
    {
        var parts = new List<WirePart>();
        var mark = arrival.Target.IndexOf('?', StringComparison.Ordinal);
        if (mark >= 0)
            AddParameters(arrival.Target[(mark + 1)..], parts);
        var lines = new BatchLines(arrival.Body);
        while (lines.MoveNext())
            AddParameters(Encoding.Latin1.GetString(lines.Query), parts);
        foreach (var cookie in new CookieLines(arrival.Headers))
            parts.Add(new WirePart(NameLocation.Cookie, WireText.Show(cookie.Name.ToString()), Decode(cookie.Value.ToString()), ""));
        foreach (var header in arrival.Headers)
        {
            if (!header.Is("Cookie"))
                parts.Add(new WirePart(NameLocation.RequestHeader, WireText.Show(header.Name), WireText.Show(header.Value), ""));
        }

        return parts;
    }

    private static void AddParameters(string query, List<WirePart> parts)
    {
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            parts.Add(new WirePart(
                NameLocation.Parameter, Decode(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decode(pair[(equals + 1)..]), pair));
        }
    }

    private static string Decode(string wire)
    {
        var text = WireText.Show(wire);
        for (var i = 0; i < MostDecodings; i++)
        {
            var decoded = Uri.UnescapeDataString(text);
            if (decoded == text)
                break;
            text = decoded;
        }

        return WireText.ShowPlain(text);
    }
}
