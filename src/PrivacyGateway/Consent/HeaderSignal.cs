using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>
/// A header by which the browser asks for privacy: <c>Sec-GPC: 1</c> (Global Privacy Control) or <c>DNT: 1</c>. It never grants anything.
/// </summary>
internal sealed class HeaderSignal(string name, string header) : Signal
{
    private readonly Vote _present = new(name, Stance.Anonymous, $"the browser asks for privacy ({header}: 1)", IsVisitorsChoice: true);
    private readonly Vote _absent = new(name, Stance.Abstain, $"the browser does not send {header}: 1");

    public override Vote Evaluate(Hit hit)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            // Proxies join repeated headers with commas; a single "1" is enough.
            if (hit.Headers[i].Is(header) && HasOne(hit.Headers[i].Value))
                return _present;
        }

        return _absent;
    }

    private static bool HasOne(ReadOnlySpan<char> value)
    {
        foreach (var range in value.Split(','))
        {
            if (value[range].Trim() is "1")
                return true;
        }

        return false;
    }
}
