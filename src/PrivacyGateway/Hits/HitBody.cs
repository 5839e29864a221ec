using System.Buffers;

namespace PrivacyGateway.Hits;

/// <summary>Tells whether a body can be read, from what its headers say and from its bytes.</summary>
internal static class HitBody
{
    /// <summary>Control characters that no line of a batch contains: they betray UTF-16 or a binary form.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0B, 0x0C, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F, 0x7F]);

    public static BodyFormat FormatOf(IReadOnlyList<HeaderLine> headers, ReadOnlySpan<byte> body, bool isDecoded = false, bool isBatch = true)
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

        return IsText(body) && (isBatch || IsOneLine(body)) && HasOnlyHits(body) ? BodyFormat.Text : BodyFormat.Unreadable;
    }

    /// <summary>A form or plain text; the SDKs' malformed <c>text/plain; utf-8</c> too. No type at all counts as text.</summary>
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

    private static bool IsText(ReadOnlySpan<byte> body) =>
        body.IndexOf("\uFEFF"u8) < 0 && !body.ContainsAny(Controls) && !LoneCarriageReturn(body);

    /// <summary>A form is one hit; what somebody would take for a second line could be a second hit.</summary>
    private static bool IsOneLine(ReadOnlySpan<byte> body)
    {
        var line = body.TrimEnd("\r\n"u8);
        return !line.IsEmpty && !line.Contains((byte)'\n');
    }

    /// <summary>Every line that is not empty begins with a name and holds a value; JSON, XML, multipart and tables do not, whatever they are labelled.</summary>
    private static bool HasOnlyHits(ReadOnlySpan<byte> body)
    {
        var lines = new BatchLines(body);
        while (lines.MoveNext())
        {
            var query = lines.Query.TrimStart("&?+"u8);
            if (!query.IsEmpty && (!query.Contains((byte)'=') || "{[<(\"'-"u8.Contains(query[0])))
                return false;
        }

        return true;
    }

    private static bool LoneCarriageReturn(ReadOnlySpan<byte> body)
    {
        for (int at; (at = body.IndexOf((byte)'\r')) >= 0; body = body[(at + 1)..])
        {
            if (at + 1 == body.Length || body[at + 1] != '\n')
                return true;
        }

        return false;
    }
}
