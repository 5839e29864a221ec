using PrivacyGateway.Hits;

namespace PrivacyGateway.Fuzz.Targets;

/// <summary>The invariants of each line of a rewritten batch.</summary>
internal static class LinesCheck
{
    public static void AreAnonymous(ReadOnlySpan<byte> output, ReadOnlySpan<byte> input, bool coarsened)
    {
        input = Readable(input);
        while (true)
        {
            var (line, next) = Cut(ref output);
            var (before, more) = Cut(ref input);
            Finding.Unless(next == more, "there are more or fewer lines than before");
            Finding.Unless(line.EndsWith("\r"u8) == before.EndsWith("\r"u8), "a line end changed");
            CheckLine(line.TrimEnd((byte)'\r'), before.TrimEnd((byte)'\r'), coarsened);
            if (!next)
                return;
        }
    }

    /// <summary>Lines that cannot be read are stripped.</summary>
    public static byte[] Readable(ReadOnlySpan<byte> input)
    {
        var readable = new List<byte>(input.Length);
        var lines = new BatchLines(input);
        while (lines.MoveNext())
        {
            if (!lines.IsEmpty && !HitBody.IsHit(lines))
                continue;
            readable.AddRange(lines.Prefix);
            readable.AddRange(lines.Query);
            readable.AddRange(lines.LineEnd);
        }

        return [.. readable];
    }

    private static void CheckLine(ReadOnlySpan<byte> line, ReadOnlySpan<byte> before, bool coarsened)
    {
        if (before.IsEmpty)
        {
            Finding.Unless(line.IsEmpty, "something was written into an empty line");
            return;
        }

        var lead = LeadOf(line);
        QueryCheck.IsAnonymous(line[lead..], marks: 1);

        // After the first parameter is stripped, the second may begin like a lead.
        var leadBefore = LeadOf(before);
        if (line[..lead].SequenceEqual(before[..leadBefore]))
            QueryCheck.ComesFrom(line[lead..], before[leadBefore..], coarsened);
    }

    /// <summary>Behind the SDKs' or the beacon's lead.</summary>
    private static int LeadOf(ReadOnlySpan<byte> line) => line.StartsWith("wt?"u8) ? 3 : line.StartsWith("?"u8) ? 1 : 0;

    private static Line Cut(ref ReadOnlySpan<byte> text)
    {
        var feed = text.IndexOf((byte)'\n');
        var line = feed < 0 ? text : text[..feed];
        text = feed < 0 ? [] : text[(feed + 1)..];
        return new Line(line, feed >= 0);
    }

    private readonly ref struct Line(ReadOnlySpan<byte> text, bool hasEnd)
    {
        private readonly ReadOnlySpan<byte> _text = text;

        public void Deconstruct(out ReadOnlySpan<byte> line, out bool next)
        {
            line = _text;
            next = hasEnd;
        }
    }
}
