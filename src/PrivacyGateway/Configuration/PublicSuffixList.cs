using System.Collections.Frozen;
using System.IO;

namespace PrivacyGateway.Configuration;

/// <summary>
/// The suffixes below which anyone can register a name, such as <c>co.uk</c> and <c>github.io</c>: browsers accept no cookie for one, and
/// count what lies directly below one as a site. From <c>public_suffix_list.dat</c>, whose first lines tell its date and how to renew it.
/// </summary>
internal static class PublicSuffixList
{
    private const string Resource = "PrivacyGateway.Configuration.public_suffix_list.dat";

    /// <summary>Rules as they are written, in ASCII: a suffix, <c>*.</c> and a suffix, or <c>!</c> and an exception.</summary>
    private static readonly Lazy<FrozenSet<string>> Rules = new(Read);

    /// <param name="domain">In ASCII, lower case.</param>
    public static bool IsSuffix(string domain) => domain.Split('.') is var labels && SuffixLength(labels) == labels.Length;

    /// <param name="domain">In ASCII, lower case.</param>
    /// <returns>The suffix and one label before it, such as <c>shop.co.uk</c>; null for a suffix itself.</returns>
    public static string? RegistrableDomain(string domain)
    {
        var labels = domain.Split('.');
        var length = SuffixLength(labels) + 1;
        return length <= labels.Length ? string.Join('.', labels[^length..]) : null;
    }

    /// <summary>In labels. The longest rule counts, an exception before all others; without a rule the last label is the suffix.</summary>
    private static int SuffixLength(string[] labels)
    {
        for (var start = 0; start < labels.Length; start++)
        {
            var (suffix, length) = (string.Join('.', labels[start..]), labels.Length - start);
            if (Rules.Value.Contains($"!{suffix}"))
                return length - 1;
            if (Rules.Value.Contains(suffix) || (length > 1 && Rules.Value.Contains($"*.{string.Join('.', labels[(start + 1)..])}")))
                return length;
        }

        return 1;
    }

    private static FrozenSet<string> Read()
    {
        using var reader = new StreamReader(typeof(PublicSuffixList).Assembly.GetManifestResourceStream(Resource)!);
        var rules = new HashSet<string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
                rules.Add(ToAscii(line.Trim()));
        }

        return rules.ToFrozenSet(StringComparer.Ordinal);
    }

    private static string ToAscii(string rule)
    {
        var lead = rule.StartsWith("*.", StringComparison.Ordinal) ? 2 : rule.StartsWith('!') ? 1 : 0;
        return DomainName.ToAscii(rule[lead..]) is { } ascii ? rule[..lead] + ascii : rule;
    }
}
