namespace PrivacyGateway.Sending.Http1;

/// <summary>Reads lines. A line must end with CR LF: a lone LF is refused, because other readers might see two lines.</summary>
internal static class WireLine
{
    /// <param name="bytes">The received bytes.</param>
    /// <param name="line">The line without its end.</param>
    /// <param name="length">The length of the line including its end.</param>
    /// <returns>False if the line's end has not been received.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line, out int length)
    {
        var end = bytes.IndexOf((byte)'\n');
        length = end + 1;
        line = default;
        if (end < 0)
            return false;
        if (end == 0 || bytes[end - 1] != '\r')
            throw ResponseError.Invalid("A line of the response does not end with CR LF.");

        line = bytes[..(end - 1)];
        return true;
    }
}
