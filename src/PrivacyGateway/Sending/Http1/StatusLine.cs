namespace PrivacyGateway.Sending.Http1;

/// <summary>The status line of a response. (RFC 9112, section 4.)</summary>
internal readonly record struct StatusLine(int Status, bool IsHttp10)
{
    private const int StatusAt = 9;
    private const int ReasonAt = 12;

    /// <exception cref="System.Net.Http.HttpRequestException">The status line is invalid.</exception>
    public static StatusLine Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length < ReasonAt || !MayBeStatusLine(line) || line[7] is not ((byte)'0' or (byte)'1') || line[8] != ' ')
            throw ResponseError.Invalid("The response does not begin with an HTTP/1 status line.");

        var digits = line[StatusAt..ReasonAt];
        if (digits[0] is < (byte)'1' or > (byte)'5' || digits[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            throw ResponseError.Invalid("Invalid status code.");
        if (line.Length > ReasonAt && (line[ReasonAt] != ' ' || Characters.HasControl(line[ReasonAt..])))
            throw ResponseError.Invalid("Invalid reason phrase.");

        return new StatusLine(((digits[0] - '0') * 100) + ((digits[1] - '0') * 10) + digits[2] - '0', line[7] == '0');
    }

    /// <summary>
    /// Whether a fragment may be the start of a status line. If not, the response is refused without waiting for the rest of the line.
    /// </summary>
    public static bool MayBeStatusLine(ReadOnlySpan<byte> bytes)
    {
        var prefix = "HTTP/1."u8;
        var common = Math.Min(bytes.Length, prefix.Length);
        return bytes[..common].SequenceEqual(prefix[..common]);
    }
}
