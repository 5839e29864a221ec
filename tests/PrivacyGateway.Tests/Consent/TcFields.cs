using System.Text;

namespace PrivacyGateway.Tests.Consent;

/// <summary>
/// Any core segment of a TC string, written bit by bit, independently of the reader. (<see cref="TcText"/> writes only the usual one.)
/// </summary>
/// <param name="Policy">6 bits.</param>
/// <param name="IsServiceSpecific">Not for a group of sites.</param>
/// <param name="Purposes">24 bits, purpose 1 highest.</param>
/// <param name="Vendors">The vendors with consent.</param>
/// <param name="AsRanges">Whether vendors are written as ranges, or else as one bit each.</param>
internal sealed record TcFields(int Policy, bool IsServiceSpecific, int Purposes, IReadOnlyCollection<int> Vendors, bool AsRanges)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Vendors with a legitimate interest.</summary>
    public IReadOnlyCollection<int> Interests { get; init; } = [];

    /// <summary>For each of the publisher's restrictions the vendors that it concerns.</summary>
    public IReadOnlyList<IReadOnlyCollection<int>> Restrictions { get; init; } = [];

    /// <summary>
    /// Purpose and kind (0 forbidden, 1 consent required, 2 legitimate interest
    /// required) of each of them; null for a purpose that does not exist.
    /// </summary>
    public (int Purpose, int Kind)? Restricted { get; init; }

    /// <summary>The bits of the fields that are not read: all ones, or all zeros.</summary>
    public bool Fill { get; init; }

    public int Version { get; init; } = 2;

    public string Write()
    {
        var bits = new StringBuilder();
        Add(bits, Version, 6);
        bits.Append(Fill ? '1' : '0', 36 + 36 + 12 + 12 + 6 + 12 + 12);
        Add(bits, Policy, 6);
        Add(bits, IsServiceSpecific ? 1 : 0, 1);
        bits.Append(Fill ? '1' : '0', 1 + 12);
        Add(bits, Purposes, 24);
        bits.Append(Fill ? '1' : '0', 24 + 1 + 12);
        AddVendors(bits, Vendors, AsRanges);
        AddVendors(bits, Interests, !AsRanges);
        Add(bits, Restrictions.Count, 12);
        foreach (var vendors in Restrictions)
        {
            Add(bits, Restricted?.Purpose ?? (Fill ? 63 : 0), 6);
            Add(bits, Restricted?.Kind ?? (Fill ? 3 : 0), 2);
            AddRanges(bits, vendors);
        }

        return Pack(bits);
    }

    /// <summary>Six bits a character; the last ones padded with zeros.</summary>
    public static string Pack(StringBuilder bits)
    {
        while (bits.Length % 6 != 0)
            bits.Append('0');
        return string.Concat(Enumerable.Range(0, bits.Length / 6).Select(i => Alphabet[Convert.ToInt32(bits.ToString(i * 6, 6), 2)]));
    }

    public static void Add(StringBuilder bits, long value, int count) => bits.Append(Convert.ToString(value, 2).PadLeft(count, '0'));

    private static void AddVendors(StringBuilder bits, IReadOnlyCollection<int> vendors, bool asRanges)
    {
        var highest = vendors.DefaultIfEmpty(0).Max();
        Add(bits, highest, 16);
        Add(bits, asRanges ? 1 : 0, 1);
        if (asRanges)
            AddRanges(bits, vendors);
        else
            bits.AppendJoin("", Enumerable.Range(1, highest).Select(id => vendors.Contains(id) ? '1' : '0'));
    }

    private static void AddRanges(StringBuilder bits, IReadOnlyCollection<int> vendors)
    {
        var firsts = vendors.Where(id => !vendors.Contains(id - 1)).Order().ToArray();
        Add(bits, firsts.Length, 12);
        foreach (var first in firsts)
        {
            var last = first;
            while (vendors.Contains(last + 1))
                last++;
            Add(bits, first == last ? 0 : 1, 1);
            Add(bits, first, 16);
            if (first != last)
                Add(bits, last, 16);
        }
    }
}
