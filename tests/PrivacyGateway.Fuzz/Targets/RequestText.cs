using System.Text;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Hits;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>
/// A request from bytes: <c>METHOD target</c>, headers, an empty line, the body. Null where Kestrel or the guard would have refused.
/// </summary>
internal static class RequestText
{
    public static Hit? Read(ReadOnlySpan<byte> input, Policy policy)
    {
        var headers = new List<HeaderLine>();
        var first = NextLine(ref input);
        var space = first.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !RequestTarget.IsPlain(first.AsSpan(space + 1)))
            return null;

        while (!input.IsEmpty && NextLine(ref input) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || line.AsSpan().ContainsAnyInRange('\0', '\u001F') || line.Contains('\u007F', StringComparison.Ordinal)
                || line.AsSpan(0, colon).Contains(' '))
                return null;
            headers.Add(new HeaderLine(line[..colon], line[(colon + 1)..].Trim(' ')));
        }

        var target = Hits.HitTarget.Parse(first[(space + 1)..]);
        return new Hit(first[..space], policy.Classify(target.Path), target, headers, input.ToArray());
    }

    private static string NextLine(ref ReadOnlySpan<byte> input)
    {
        var end = input.IndexOf((byte)'\n');
        var line = Encoding.Latin1.GetString(end < 0 ? input : input[..end]);
        input = end < 0 ? [] : input[(end + 1)..];
        return line;
    }
}
