using System.Text;

namespace PrivacyGateway.Tests.Consent;

/// <summary>Writes a TC string bit by bit, independently of what reads it.</summary>
internal static class TcText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static string Write(int[]? purposes = null, int vendor = 402, int policy = 5, bool isServiceSpecific = true)
    {
        var bits = new StringBuilder();
        void Add(long value, int count) => bits.Append(Convert.ToString(value, 2).PadLeft(count, '0'));

        Add(2, 6);
        Add(17956000000, 36);
        Add(17956000000, 36);
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

        while (bits.Length % 6 != 0)
            bits.Append('0');
        return string.Concat(Enumerable.Range(0, bits.Length / 6).Select(i => Alphabet[Convert.ToInt32(bits.ToString(i * 6, 6), 2)]));
    }
}
