using System.Text;

namespace PrivacyGateway.Tests.Consent;

/// <summary>Writes a TC string bit by bit, independently of the reader.</summary>
internal static class TcText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>A week before the samples are received.</summary>
    public static DateTimeOffset Usual { get; } = DateTimeOffset.FromUnixTimeSeconds(1795600000);

    /// <param name="purposes">Consented to.</param>
    /// <param name="vendor">Consented to.</param>
    /// <param name="policy">The policy version.</param>
    /// <param name="isServiceSpecific">Not for a group of sites.</param>
    /// <param name="created">Null for the usual time.</param>
    /// <param name="updated">Null for when it was created.</param>
    /// <param name="disclosed">The disclosed vendor; 0 for the vendor, null for a string without the segment.</param>
    public static string Write(int[]? purposes = null, int vendor = 402, int policy = 5, bool isServiceSpecific = true,
        DateTimeOffset? created = null, DateTimeOffset? updated = null, int? disclosed = 0)
    {
        var bits = new StringBuilder();
        void Add(long value, int count) => bits.Append(Convert.ToString(value, 2).PadLeft(count, '0'));

        Add(2, 6);
        Add((created ?? Usual).ToUnixTimeMilliseconds() / 100, 36);
        Add((updated ?? created ?? Usual).ToUnixTimeMilliseconds() / 100, 36);
        Add(10, 12);
        Add(1, 12);
        Add(1, 6);
        Add(4 << 6 | 13, 12);
        Add(300, 12);
        Add(policy, 6);
        Add(isServiceSpecific ? 1 : 0, 1);
        Add(0, 1 + 12);
        foreach (var purpose in Enumerable.Range(1, 24))
            Add((purposes ?? [1, 8]).Contains(purpose) ? 1 : 0, 1);
        Add(0, 24 + 1);
        Add(0, 12);

        // One range entry for one vendor, no legitimate interests, no restrictions.
        Add(vendor, 16);
        Add(1, 1);
        Add(1, 12);
        Add(0, 1);
        Add(vendor, 16);
        Add(0, 16 + 1);
        Add(0, 12);

        return disclosed is null ? Pack(bits) : $"{Pack(bits)}.{Disclosed(disclosed == 0 ? vendor : disclosed.Value)}";
    }

    /// <summary>The segment of the disclosed vendors: one range entry for one vendor.</summary>
    public static string Disclosed(int vendor)
    {
        var bits = new StringBuilder("001");
        bits.Append(Convert.ToString(vendor, 2).PadLeft(16, '0')).Append('1').Append("000000000001").Append('0').Append(
            Convert.ToString(vendor, 2).PadLeft(16, '0'));
        return Pack(bits);
    }

    private static string Pack(StringBuilder bits)
    {
        while (bits.Length % 6 != 0)
            bits.Append('0');
        return string.Concat(Enumerable.Range(0, bits.Length / 6).Select(i => Alphabet[Convert.ToInt32(bits.ToString(i * 6, 6), 2)]));
    }
}
