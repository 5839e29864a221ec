namespace PrivacyGateway.Sending.Http1;

/// <summary>The first line of an answer. (RFC 9112, section 4.)</summary>
internal readonly record struct StatusLine(int Status, bool IsHttp10)
{
    private const int StatusAt = 9;
    private const int ReasonAt = 12;

    /// <exception cref="System.Net.Http.HttpRequestException">It is none.</exception>
    public static StatusLine Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length < ReasonAt || !IsBegun(line) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != ' ')
            throw AnswerError.Invalid("The answer's first line is none of HTTP/1.");

        var digits = line[StatusAt..ReasonAt];
        if (digits[0] is < (byte)'1' or > (byte)'5' || digits[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            throw AnswerError.Invalid("The answer's status is none.");
        if (line.Length > ReasonAt && (line[ReasonAt] != ' ' || Characters.HasControl(line[ReasonAt..])))
            throw AnswerError.Invalid("The answer's reason is none.");

        return new StatusLine(((digits[0] - '0') * 100) + ((digits[1] - '0') * 10) + digits[2] - '0', line[7] == '0');
    }

    /// <summary>Whether these bytes may become one, so that nobody waits for the rest of something else.</summary>
    public static bool IsBegun(ReadOnlySpan<byte> bytes)
    {
        var begin = "HTTP/1."u8;
        var common = Math.Min(bytes.Length, begin.Length);
        return bytes[..common].SequenceEqual(begin[..common]);
    }
}
