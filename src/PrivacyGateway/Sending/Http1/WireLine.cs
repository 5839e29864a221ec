namespace PrivacyGateway.Sending.Http1;

/// <summary>Takes lines off what has arrived. A line ends with CR and LF, and with nothing less: what others would take for two lines is refused.</summary>
internal static class WireLine
{
    /// <param name="bytes">What has arrived.</param>
    /// <param name="line">Without its end.</param>
    /// <param name="length">With its end.</param>
    /// <returns>False if its end is still to come.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> line, out int length)
    {
        var end = bytes.IndexOf((byte)'\n');
        length = end + 1;
        line = default;
        if (end < 0)
            return false;
        if (end == 0 || bytes[end - 1] != '\r')
            throw AnswerError.Invalid("A line of the answer has half an end.");

        line = bytes[..(end - 1)];
        return true;
    }
}
