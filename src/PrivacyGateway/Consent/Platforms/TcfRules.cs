using PrivacyGateway.Configuration;

namespace PrivacyGateway.Consent.Platforms;

/// <summary>Decides whether a TC string is a valid consent, from any source.</summary>
internal static class TcfRules
{
    /// <summary>TCF 2.2. Since 20 November 2023, platforms must ask visitors with older strings again.</summary>
    private const int MinPolicyVersion = 4;

    /// <summary>Strings created from this day on need the segment of disclosed vendors. (TCF 2.3.)</summary>
    private static readonly DateTimeOffset DisclosureIsMandatory = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static Vote Judge(ReadOnlySpan<char> text, TcfConfig config, DateTimeOffset now, PlatformVotes votes)
    {
        if (!TcString.TryRead(text, config.Vendor ?? 0, out var read) || !read.IsServiceSpecific || read.PolicyVersion < MinPolicyVersion)
            return votes.Unreadable;
        if (read.Created > now || !ConsentAge.IsCurrent(read.LastUpdated, now))
            return votes.Outdated;

        // A visitor cannot have consented to a vendor that the platform did not show.
        if (read.Created >= DisclosureIsMandatory
            && !(TcString.TryReadDisclosed(text, config.Vendor ?? 0, out var isDisclosed) && (config.Vendor is null || isDisclosed)))
            return votes.Unreadable;
        if (config.Vendor is not null && !read.HasVendor)
            return votes.Denied;
        for (var i = 0; i < config.Purposes.Count; i++)
        {
            if (!read.Grants(config.Purposes[i]))
                return votes.Denied;
        }

        return votes.Granted;
    }
}
