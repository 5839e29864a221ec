using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>Decides from headers and bytes whether a body can be read.</summary>
internal static class HitBody
{
    /// <summary>Control characters that no line of a batch contains: they indicate UTF-16 or a binary format.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0B, 0x0C, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C,
            0x1D, 0x1E, 0x1F, 0x7F]);

    public static BodyFormat DetectFormat(
        IReadOnlyList<HeaderLine> headers, ReadOnlySpan<byte> body, bool isDecoded = false, bool isBatch = true)
    {
        if (body.IsEmpty)
            return BodyFormat.Empty;

        var types = 0;
        foreach (var header in headers)
        {
            if (!isDecoded && header.Is("Content-Encoding") && !header.Value.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase))
                return BodyFormat.Unreadable;
            if (header.Is("Content-Type") && (types++ > 0 || !IsReadableType(header.Value)))
                return BodyFormat.Unreadable;
        }

        return !IsMultipart(body) && (isBatch || IsOneLine(body)) && HasHit(body, isBatch) ? BodyFormat.Text : BodyFormat.Unreadable;
    }

    /// <summary>
    /// Accepts a form or plain text, including the SDKs' malformed <c>text/plain; utf-8</c>. An empty type counts as text.
    /// </summary>
    private static bool IsReadableType(ReadOnlySpan<char> contentType)
    {
        var end = contentType.IndexOf(';');
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        if (!type.IsEmpty
            && !type.Equals("text/plain", StringComparison.OrdinalIgnoreCase)
            && !type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var charset = end < 0 ? -1 : contentType.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (charset < 0)
            return true;

        var name = contentType[(charset + "charset=".Length)..];
        var stop = name.IndexOf(';');
        name = (stop < 0 ? name : name[..stop]).Trim(" \t\"'");
        return name.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
            || name.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A form is one hit; a second line could be a second hit.</summary>
    private static bool IsOneLine(ReadOnlySpan<byte> body)
    {
        var line = body.TrimEnd("\r\n"u8);
        return !line.IsEmpty && !line.Contains((byte)'\n');
    }

    /// <summary>
    /// Whether a line of a batch is a hit: text that begins with a name and contains a value. JSON, XML, tables, other encodings and binary
    /// data are not, whatever the content type says.
    /// </summary>
    public static bool IsHit(in BatchLines line)
    {
        var query = line.Query.TrimStart("&?+"u8);
        return (query.IsEmpty || (query.Contains((byte)'=') && !"{[<(\"'-"u8.Contains(query.TrimStart(" \t&?+"u8)[0])))
            && !line.Query.ContainsAny(Controls)
            && !line.Query.Contains((byte)'\r')
            && line.Query.IndexOf("\uFEFF"u8) < 0
            && !line.LineEnd.SequenceEqual("\r"u8);
    }

    /// <summary>
    /// A body without any hit is unreadable. In a batch, lines that are not hits are stripped later; a form has only one line.
    /// </summary>
    private static bool HasHit(ReadOnlySpan<byte> body, bool isBatch)
    {
        var (hits, others) = (0, 0);
        var lines = new BatchLines(body);
        while (lines.MoveNext())
        {
            if (lines.IsEmpty)
                continue;
            if (IsHit(lines))
                hits++;
            else
                others++;
        }

        return hits > 0 ? isBatch || others == 0 : others == 0;
    }

    /// <summary>In a multipart body, names and values are on separate lines.</summary>
    private static bool IsMultipart(ReadOnlySpan<byte> body) => body.TrimStart("\r\n"u8).StartsWith("--"u8);
}
