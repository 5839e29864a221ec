using System.Globalization;

namespace PrivacyGateway.Fuzz.Reference;

/// <summary>
/// The names that must not be forwarded, written a second time on purpose: a row that is missing in the gateway's table
/// must not be missing here too. (Protocol §2.1, §4.1, §4.2, erratum 6.)
/// </summary>
internal static class IdentityNames
{
    /// <summary>The names that the fuzzed policies suppress.</summary>
    public static IReadOnlyList<string> Suppressed { get; } = ["cd", "uc5", "uc7"];

    /// <summary>One spelling of every kind of identifier, for the generators.</summary>
    public static IReadOnlyList<string> Samples { get; } =
    [
        "eid", "sid", "ceid", "one", "fns", "ui5", "cdb1", "cdbeid", "geid", "feid", "fweid", "X-WT-IP", "x-wt-eid", "X-WT-UA",
        "wteid_111111111111111", "wtsid_1", "rn_wteid_1", "wtstp_eid", "wt3_sid", "wt_eid", "drsp",
        "uc700", "uc701", "uc713", "cd", "uc5", "uc7",
    ];

    private static readonly HashSet<string> Exact = new(StringComparer.Ordinal)
    {
        "eid", "sid", "ceid", "one", "fns", "ui5", "geid", "feid", "fweid", "drsp", "wt_eid", "wt_sid", "wt_t", "wt_cd", "wt_ref",
        "wt_geid", "wt_feid", "wt_fweid", "wt_cdbeid", "cd", "uc5", "uc7",
    };

    private static readonly string[] Prefixes = ["cdb", "x-wt-", "wteid", "wtsid", "rn_wteid", "wtstp_", "wt3_"];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Exact.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether only the fuzzed policies strip it.</summary>
    public static bool IsSuppressed(ReadOnlySpan<char> lowerCaseName) => lowerCaseName is "cd" or "uc5" or "uc7";

    public static bool Contains(ReadOnlySpan<char> lowerCaseName)
    {
        if (lowerCaseName.Length is 0 or > 64)
            return false;
        if (Lookup.Contains(lowerCaseName))
            return true;
        foreach (var prefix in Prefixes)
        {
            if (lowerCaseName.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return lowerCaseName.Length == 5
            && lowerCaseName.StartsWith("uc7", StringComparison.Ordinal)
            && int.TryParse(lowerCaseName[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= 13;
    }
}
