using System.Buffers;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>
/// The core segment of an IAB TCF consent string, version 2, as far as a decision needs it.
/// (IAB Tech Lab, "Consent string and vendor list formats v2", "The core string".)
/// </summary>
internal readonly record struct TcString(int PolicyVersion, bool IsServiceSpecific, uint Purposes, bool HasVendor)
{
    private const int PurposeCount = 24;

    private static readonly SearchValues<char> Base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether consent (not: legitimate interest) was given for a purpose.</summary>
    /// <param name="purpose">1 to 24.</param>
    public bool Grants(int purpose) => (Purposes >> (PurposeCount - purpose) & 1) == 1;

    /// <param name="text">The string; segments behind the first <c>.</c> are not looked at.</param>
    /// <param name="vendor">Whose consent is asked for; 0 for nobody's.</param>
    /// <param name="read">What it says.</param>
    /// <returns>Whether all of the core segment could be read.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, int vendor, out TcString read)
    {
        read = default;
        var core = text.IndexOf('.') is >= 0 and var end ? text[..end] : text;
        if (core.ContainsAnyExcept(Base64Url))
            return false;
        var bits = new BitReader(core);
        if (bits.Read(6) != 2)
            return false;

        // Created, last updated, platform, its version, screen, language, version of the vendor list.
        bits.Skip(36 + 36 + 12 + 12 + 6 + 12 + 12);
        var policyVersion = bits.Read(6);
        var isServiceSpecific = bits.ReadFlag();

        // Non-standard texts, special features.
        bits.Skip(1 + 12);
        var purposes = (uint)bits.Read(PurposeCount);

        // Legitimate interests, purpose one treatment, country.
        bits.Skip(PurposeCount + 1 + 12);
        if (!TryFindVendor(ref bits, vendor, out var hasVendor))
            return false;

        // Legitimate interests decide nothing here, but a string that is cut off proves nothing either.
        if (!TryFindVendor(ref bits, 0, out _) || !TryRestrict(ref bits, vendor, ref purposes))
            return false;

        read = new TcString(policyVersion, isServiceSpecific, purposes, hasVendor);
        return true;
    }

    private static bool TryFindVendor(ref BitReader bits, int vendor, out bool isThere)
    {
        isThere = false;
        var highest = bits.Read(16);
        if (!bits.ReadFlag())
        {
            for (var id = 1; id <= highest && !bits.IsSpoilt; id++)
                isThere |= bits.ReadFlag() && id == vendor;
            return !bits.IsSpoilt;
        }

        return TryFindInRanges(ref bits, vendor, highest, out isThere);
    }

    /// <summary>The publisher's restrictions: purpose, kind, and whom it concerns. Only kind 1, "consent required", leaves a consent standing.</summary>
    private static bool TryRestrict(ref BitReader bits, int vendor, ref uint purposes)
    {
        var restrictions = bits.Read(12);
        for (var i = 0; i < restrictions && !bits.IsSpoilt; i++)
        {
            var (purpose, kind) = (bits.Read(6), bits.Read(2));
            if (!TryFindInRanges(ref bits, vendor, ushort.MaxValue, out var concerns))
                return false;
            if (concerns && kind != 1 && purpose is >= 1 and <= PurposeCount)
                purposes &= ~(1u << (PurposeCount - purpose));
        }

        return !bits.IsSpoilt;
    }

    private static bool TryFindInRanges(ref BitReader bits, int vendor, int highest, out bool isThere)
    {
        isThere = false;
        var entries = bits.Read(12);
        for (var i = 0; i < entries && !bits.IsSpoilt; i++)
        {
            var isRange = bits.ReadFlag();
            var first = bits.Read(16);
            var last = isRange ? bits.Read(16) : first;
            if (first == 0 || last < first || last > highest)
                return false;
            isThere |= first <= vendor && vendor <= last;
        }

        return !bits.IsSpoilt;
    }
}
