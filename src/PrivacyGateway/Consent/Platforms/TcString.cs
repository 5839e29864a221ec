using System.Buffers;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// The parts of an IAB TCF consent string, version 2, that a decision needs: the core segment and the disclosed vendors.
/// (IAB Tech Lab, "Consent string and vendor list formats v2", "The core string".)
/// </summary>
internal readonly record struct TcString(
    DateTimeOffset Created, DateTimeOffset LastUpdated, int PolicyVersion, bool IsServiceSpecific, uint Purposes, bool HasVendor)
{
    private const int PurposeCount = 24;

    private static readonly SearchValues<char> Base64Url = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether the visitor consented to a purpose; legitimate interest does not count.</summary>
    /// <param name="purpose">1 to 24.</param>
    public bool Grants(int purpose) => (Purposes >> (PurposeCount - purpose) & 1) == 1;

    /// <summary>Reads the segment of the vendors that the platform showed to the visitor (type 1). TCF 2.3 made it mandatory.</summary>
    /// <param name="text">The whole string.</param>
    /// <param name="vendor">The vendor to look for; 0 for none.</param>
    /// <param name="isDisclosed">Whether the platform showed the vendor.</param>
    /// <returns>False unless there is exactly one such segment and it is valid.</returns>
    public static bool TryReadDisclosed(ReadOnlySpan<char> text, int vendor, out bool isDisclosed)
    {
        isDisclosed = false;
        var hasSegment = false;
        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.'))
        {
            text = text[(dot + 1)..];
            var segment = text.IndexOf('.') is >= 0 and var end ? text[..end] : text;
            var bits = new BitReader(segment);
            if (bits.Read(3) != 1)
                continue;
            if (hasSegment || segment.ContainsAnyExcept(Base64Url) || !TryFindVendor(ref bits, vendor, out isDisclosed))
                return false;
            hasSegment = true;
        }

        return hasSegment;
    }

    /// <param name="text">The string; segments after the first <c>.</c> are ignored.</param>
    /// <param name="vendor">The vendor to look for; 0 for none.</param>
    /// <param name="read">The parsed string.</param>
    /// <returns>False unless the whole core segment is valid.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, int vendor, out TcString read)
    {
        read = default;
        var core = text.IndexOf('.') is >= 0 and var end ? text[..end] : text;
        if (core.ContainsAnyExcept(Base64Url))
            return false;
        var bits = new BitReader(core);
        if (bits.Read(6) != 2)
            return false;

        var (created, lastUpdated) = (ReadTime(ref bits), ReadTime(ref bits));

        // CMP id, CMP version, screen, language, vendor list version.
        bits.Skip(12 + 12 + 6 + 12 + 12);
        var policyVersion = bits.Read(6);
        var isServiceSpecific = bits.ReadFlag();

        // Non-standard texts flag, special features.
        bits.Skip(1 + 12);
        var purposes = (uint)bits.Read(PurposeCount);

        // Legitimate interests, purpose one treatment, country.
        bits.Skip(PurposeCount + 1 + 12);
        if (!TryFindVendor(ref bits, vendor, out var hasVendor))
            return false;

        // Vendors with legitimate interest do not matter here, but a truncated string is invalid.
        if (!TryFindVendor(ref bits, 0, out _) || !TryRestrict(ref bits, vendor, ref purposes))
            return false;

        read = new TcString(created, lastUpdated, policyVersion, isServiceSpecific, purposes, hasVendor);
        return true;
    }

    /// <summary>The format counts tenths of a second since 1970.</summary>
    private static DateTimeOffset ReadTime(ref BitReader bits) =>
        DateTimeOffset.UnixEpoch.AddMilliseconds((((long)bits.Read(18) << 18) | (uint)bits.Read(18)) * 100);

    private static bool TryFindVendor(ref BitReader bits, int vendor, out bool isThere)
    {
        isThere = false;
        var highest = bits.Read(16);
        if (!bits.ReadFlag())
        {
            for (var id = 1; id <= highest && !bits.HasFailed; id++)
                isThere |= bits.ReadFlag() && id == vendor;
            return !bits.HasFailed;
        }

        return TryFindInRanges(ref bits, vendor, highest, out isThere);
    }

    /// <summary>
    /// Applies the publisher's restrictions: purpose, type and vendors. Every type except 1 ("consent required") revokes the consent.
    /// </summary>
    private static bool TryRestrict(ref BitReader bits, int vendor, ref uint purposes)
    {
        var restrictions = bits.Read(12);
        for (var i = 0; i < restrictions && !bits.HasFailed; i++)
        {
            var (purpose, type) = (bits.Read(6), bits.Read(2));
            if (!TryFindInRanges(ref bits, vendor, ushort.MaxValue, out var applies))
                return false;
            if (applies && type != 1 && purpose is >= 1 and <= PurposeCount)
                purposes &= ~(1u << (PurposeCount - purpose));
        }

        return !bits.HasFailed;
    }

    private static bool TryFindInRanges(ref BitReader bits, int vendor, int highest, out bool isThere)
    {
        isThere = false;
        var entries = bits.Read(12);
        for (var i = 0; i < entries && !bits.HasFailed; i++)
        {
            var isRange = bits.ReadFlag();
            var first = bits.Read(16);
            var last = isRange ? bits.Read(16) : first;
            if (first == 0 || last < first || last > highest)
                return false;
            isThere |= first <= vendor && vendor <= last;
        }

        return !bits.HasFailed;
    }
}
