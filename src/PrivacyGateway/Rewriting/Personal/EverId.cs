namespace PrivacyGateway.Rewriting.Personal;

/// <summary>Finds ever-ids of browsers, servers and apps: 19 digits, the first of which denotes the issuer. (Protocol §2.1.)</summary>
internal static class EverId
{
    private const int Length = 19;

    /// <inheritdoc cref="Uuid.MayOccurIn"/>
    public static bool MayOccurIn(ReadOnlySpan<byte> text, int digits) => digits >= Length;

    /// <inheritdoc cref="Uuid.TryFind"/>
    public static bool TryFind(ReadOnlySpan<byte> text, ref int from, out int start, out int end)
    {
        for (start = from; start + Length <= text.Length; start++)
        {
            end = start + Length;
            if (text[start] is not ((byte)'2' or (byte)'4' or (byte)'5' or (byte)'6' or (byte)'8')
                || !DigitGroups.IsNumberStart(text, start)
                || !DigitGroups.IsNumberEnd(text, end) || text[start..end].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                continue;
            }

            from = end;
            return true;
        }

        end = 0;
        return false;
    }
}
