using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Strips the value of a stripped identifier where another pair or a header repeats it. Otherwise the guard would refuse the whole hit,
/// and a page that copies its ever-id into a parameter would lose every anonymous hit.
/// </summary>
internal static class StrippedValueRewriter
{
    /// <summary>
    /// A pair that repeats values more often is stripped whole. Bounds the work, because each cut searches the pair again.
    /// </summary>
    private const int MaxCuts = 16;

    /// <param name="output">The rewritten target or body.</param>
    /// <param name="from">The start of the query or of the first line.</param>
    /// <param name="isBody">Whether lines may have a prefix; the query of a target has none.</param>
    /// <param name="stripped">The values.</param>
    /// <param name="trace">Records what is stripped.</param>
    public static void Rewrite(ByteBuffer output, int from, bool isBody, StrippedValues stripped, Trace trace)
    {
        if (!stripped.OccurInRaw(output.Span[from..]))
            return;

        var text = output.Span[from..].ToArray().AsSpan();
        output.Truncate(from);
        while (!text.IsEmpty)
        {
            var feed = text.IndexOf((byte)'\n');
            var line = feed < 0 ? text : text[..feed];
            RewriteLine(line, output, isBody, stripped, trace);
            if (feed >= 0)
                output.Append((byte)'\n');
            text = feed < 0 ? [] : text[(feed + 1)..];
        }
    }

    /// <summary>
    /// Strips headers that contain an identifier's name or value. <c>User-Agent</c> is replaced by <see cref="HeaderNames.AnyUserAgent"/>;
    /// any other header is removed.
    /// </summary>
    public static void Rewrite(List<HeaderLine> headers, ParameterRules rules, StrippedValues stripped, Trace trace)
    {
        var mayHaveValues = !stripped.IsEmpty && HaveValues(headers, stripped);
        for (var i = headers.Count - 1; i >= 0; i--)
        {
            var header = headers[i];
            var mayHaveName = MayHaveName(header.Value);
            if (header.Is(HeaderNames.Loop) || !(mayHaveName || mayHaveValues)
                || !HasIdentifier(header.Value, mayHaveName, rules, stripped))
                continue;
            trace.AddStripped(NameLocation.RequestHeader, header.Name, RuleNames.Identity);
            if (header.Is("User-Agent"))
                headers[i] = header with { Value = HeaderNames.AnyUserAgent };
            else
                headers.RemoveAt(i);
        }
    }

    /// <summary>Searches all headers at once, because nearly always none contains a value.</summary>
    private static bool HaveValues(List<HeaderLine> headers, StrippedValues stripped)
    {
        var length = 0;
        foreach (var header in headers)
            length += header.Value.Length + 1;

        using var text = new DecodeBuffer(length);
        var written = 0;
        foreach (var header in headers)
        {
            written += Encoding.Latin1.GetBytes(header.Value, text.Bytes[written..]);
            text.Bytes[written++] = (byte)'\n';
        }

        return stripped.OccurInRaw(text.Bytes[..written]);
    }

    private static bool HasIdentifier(string value, bool mayHaveName, ParameterRules rules, StrippedValues stripped)
    {
        using var text = new DecodeBuffer(value.Length);
        var raw = text.Bytes[..Encoding.Latin1.GetBytes(value, text.Bytes)];
        return (mayHaveName && HasName(raw, rules)) || stripped.OccurInRaw(raw);
    }

    private static bool HasName(ReadOnlySpan<byte> raw, ParameterRules rules)
    {
        using var scratch = new DecodeBuffer(raw.Length);
        var decoded = scratch.Decode(raw);
        return !decoded.IsSettled || NestedNames.TryFind(decoded.Text, rules, out _);
    }

    /// <summary>A name needs a separator or an escape. Weights such as <c>;q=0.9</c> do not count.</summary>
    private static bool MayHaveName(ReadOnlySpan<char> value)
    {
        while (value.IndexOfAny('=', ':', '%') is >= 0 and var at)
        {
            if (at < 2 || value[at] != '=' || value[at - 2] != ';' || !char.IsAsciiLetter(value[at - 1]))
                return true;
            value = value[(at + 1)..];
        }

        return false;
    }

    private static void RewriteLine(ReadOnlySpan<byte> line, ByteBuffer output, bool isBody, StrippedValues stripped, Trace trace)
    {
        var prefix = !isBody ? 0 : line.StartsWith("wt?"u8) ? "wt?".Length : line.StartsWith("?"u8) ? 1 : 0;
        output.Append(line[..prefix]);
        line = line[prefix..];
        var end = line.EndsWith("\r"u8) ? line[^1..] : [];
        line = line[..^end.Length];
        var isFirst = true;
        foreach (var range in line.Split((byte)'&'))
        {
            var pair = line[range];
            var start = output.Length;
            if (!isFirst)
                output.Append((byte)'&');
            if (!stripped.OccurInRaw(pair))
            {
                output.Append(pair);
                isFirst = false;
                continue;
            }

            trace.AddStripped(NameLocation.Parameter, "(stripped identifier)", RuleNames.Identity);
            if (TryCut(pair, stripped, output))
                isFirst = false;
            else
                output.Truncate(start);
        }

        output.Append(end);
    }

    /// <summary>Writes a pair without the identifiers' values, so that a page URL is not lost for one word in it.</summary>
    /// <returns>False if the value would become empty, or if the guard would refuse the result.</returns>
    private static bool TryCut(ReadOnlySpan<byte> pair, StrippedValues stripped, ByteBuffer output)
    {
        using var scratch = new DecodeBuffer(pair.Length);
        using var room = new DecodeBuffer(pair.Length);
        var decoded = scratch.Decode(pair);
        var text = room.Bytes[..decoded.Text.Length];
        decoded.Text.CopyTo(text);
        GuardedDecoder.Normalize(text);

        var value = text[(text.IndexOf((byte)'=') + 1)..];
        var from = text.Length - value.Length;
        var cuts = new Cuts(decoded);
        var left = value.Length;
        for (var count = 0; count < MaxCuts && stripped.TryFind(value, out var start, out var end); count++)
        {
            cuts.Add(from + start, from + end);
            left -= end - start;

            // Do not find this occurrence again.
            value[start..end].Fill((byte)' ');
        }

        var written = output.Length;
        cuts.WriteRemaining(output);
        cuts.Dispose();
        return left > 0 && decoded.IsSettled && GuardedText.Find(output.Span[written..], stripped, isQuery: true) is null;
    }
}
