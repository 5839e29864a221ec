using PrivacyGateway.Hits;

namespace PrivacyGateway.Consent;

/// <summary>A header by which the browser asks for privacy: <c>Sec-GPC: 1</c> (Global Privacy Control) or <c>DNT: 1</c>. It can only restrict.</summary>
internal sealed class HeaderSignal(string name, string header) : Signal
{
    private readonly Vote _asked = new(name, Stance.Anonymous, $"the browser asks for privacy ({header}: 1)", IsVisitors: true);
    private readonly Vote _silent = new(name, Stance.Abstain, $"the browser does not send {header}: 1");

    public override Vote Ask(Hit hit)
    {
        for (var i = 0; i < hit.Headers.Count; i++)
        {
            // Proxies join repeated lines with commas; one that asks is enough.
            if (hit.Headers[i].Is(header) && HasOne(hit.Headers[i].Value))
                return _asked;
        }

        return _silent;
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
