using System.Text;
using CsCheck;
using PrivacyGateway.Consent.Platforms;

namespace PrivacyGateway.Tests.Consent;

public sealed class TcStringTests
{
    private static readonly Gen<int[]> Ids = Gen.OneOf(
        Gen.Int[1, 40].Array[0, 12], Gen.Int[1, 1500].Array[0, 6], Gen.Int[65500, 65535].Array[0, 6]);

    private static readonly Gen<TcFields> Fields = Gen.Select(
        Gen.Select(Gen.Int[0, 63], Gen.Bool, Gen.Int[0, (1 << 24) - 1]), Gen.Select(Ids, Gen.Bool, Ids, Gen.Bool), Ids.Array[0, 3],
        (head, vendors, restrictions) => new TcFields(head.Item1, head.Item2, head.Item3, vendors.Item1.ToHashSet(), vendors.Item2)
        {
            Interests = vendors.Item3.ToHashSet(),
            Fill = vendors.Item4,
            Restrictions = restrictions,
        });

    [Fact]
    public void Written_TC_string_is_read_back() => Gen.Select(Fields, Gen.Int[1, 1600]).Sample(
        (fields, other) =>
        {
            var text = fields.Write();
            foreach (var vendor in fields.Vendors.Concat(fields.Interests).Append(other).Append(65535))
            {
                Assert.True(TcString.TryRead(text, vendor, out var read));
                Assert.Equal((fields.Policy, fields.IsServiceSpecific, (uint)fields.Purposes),
                    (read.PolicyVersion, read.IsServiceSpecific, read.Purposes));
                Assert.Equal(fields.Vendors.Contains(vendor), read.HasVendor);
            }

            Assert.True(TcString.TryRead(text, 0, out var unasked));
            Assert.False(unasked.HasVendor);
        },
        iter: 500);

    [Fact]
    public void Random_TC_string_is_read_or_refused() =>
        Gen.String[Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"], 0, 80].Sample(
        text =>
        {
            // "C" is version 2, so that the rest is looked at too.
            if (!TcString.TryRead($"C{text}", 402, out var read))
                Assert.Equal(default, read);
        },
        iter: 5_000);

    /// <summary>After the last bit there is only the padding of a character, so anything missing is noticed.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncated_TC_string_is_refused(bool asRanges)
    {
        var text = new TcFields(5, true, 0xFFFFFF, [1, 2, 3, 402, 500], asRanges)
        {
            Interests = [7, 8, 402],
            Restrictions = [[402], [1, 2, 3]]
        }.Write();

        Assert.True(TcString.TryRead(text, 402, out _));
        for (var length = 0; length < text.Length; length++)
        {
            Assert.False(TcString.TryRead(text.AsSpan(0, length), 402, out var read), $"the first {length} of {text.Length} characters");
            Assert.Equal(default, read);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(63)]
    public void Only_TC_string_version_2_is_read(int version) =>
        Assert.False(TcString.TryRead((Usual with { Version = version }).Write(), 402, out _));

    [Theory]
    [InlineData("+")]
    [InlineData("=")]
    [InlineData("%3D")]
    [InlineData(" ")]
    [InlineData("\"")]
    [InlineData("\u00e4")]
    public void Character_outside_the_alphabet_is_refused_even_behind_the_end(string character) =>
        Assert.False(TcString.TryRead(Usual.Write() + character, 402, out _));

    /// <summary>Other segments (disclosed vendors, the publisher's own) decide nothing.</summary>
    [Theory]
    [InlineData(".")]
    [InlineData(".IAAA.YAAA")]
    [InlineData(".+%=")]
    public void Segments_behind_the_first_are_ignored(string rest)
    {
        Assert.True(TcString.TryRead(Usual.Write() + rest, 402, out var read));
        Assert.True(read.HasVendor);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(8, true)]
    [InlineData(23, false)]
    [InlineData(24, true)]
    public void Purposes_are_counted_from_the_highest_bit(int purpose, bool isGranted)
    {
        Assert.True(TcString.TryRead(Usual.Write(), 0, out var read));
        Assert.Equal(isGranted, read.Grants(purpose));
    }

    /// <summary>A publisher may forbid a vendor what the visitor has allowed. Everything was granted, to every vendor.</summary>
    [Theory]
    [InlineData(8, 0, 402, "8")]
    [InlineData(8, 2, 402, "8")]
    [InlineData(8, 3, 402, "8")]
    [InlineData(8, 1, 402, "")]
    [InlineData(1, 0, 402, "1")]
    [InlineData(24, 0, 402, "24")]
    [InlineData(8, 0, 400, "8")]
    [InlineData(8, 0, 399, "")]
    [InlineData(8, 0, 403, "")]
    [InlineData(8, 0, 0, "")]
    [InlineData(0, 0, 402, "")]
    [InlineData(25, 0, 402, "")]
    public void Purpose_that_the_publisher_restricts_for_the_vendor_is_not_granted(int purpose, int kind, int vendor, string lost)
    {
        var text = (Usual with { Purposes = 0xFFFFFF, Restrictions = [[7], [400, 401, 402]], Restricted = (purpose, kind) }).Write();

        Assert.True(TcString.TryRead(text, vendor, out var read));
        Assert.Equal(lost, string.Join(' ', Enumerable.Range(1, 24).Where(id => !read.Grants(id))));
    }

    /// <summary>Highest vendor 100; each entry is a range (1) or a single vendor (0).</summary>
    [Theory]
    [InlineData("1 10 20", 9, false)]
    [InlineData("1 10 20", 10, true)]
    [InlineData("1 10 20", 15, true)]
    [InlineData("1 10 20", 20, true)]
    [InlineData("1 10 20", 21, false)]
    [InlineData("1 10 10", 10, true)]
    [InlineData("0 10, 0 12", 11, false)]
    [InlineData("0 10, 0 12", 12, true)]
    [InlineData("0 10, 1 50 100", 100, true)]
    [InlineData("1 20 10", 15, null)]
    [InlineData("1 10 101", 15, null)]
    [InlineData("0 101", 101, null)]
    [InlineData("0 0", 1, null)]
    [InlineData("1 0 5", 1, null)]
    [InlineData("1 10 20, 0 0", 15, null)]
    public void Vendor_range_includes_its_ends_and_an_invalid_range_invalidates_the_string(string entries, int vendor, bool? expected)
    {
        var isRead = TcString.TryRead(WithRanges(entries), vendor, out var read);

        Assert.Equal(expected, isRead ? read.HasVendor : null);
    }

    private static TcFields Usual { get; } = new(5, true, (1 << 23) | (1 << 16) | 1, [402], AsRanges: true);

    /// <summary>The usual string's head, then these entries as vendors.</summary>
    private static string WithRanges(string entries)
    {
        var bits = new StringBuilder();
        TcFields.Add(bits, 2, 6);
        bits.Append('0', 126);
        TcFields.Add(bits, 5, 6);
        bits.Append('1').Append('0', 13).Append('1', 24).Append('0', 37);
        TcFields.Add(bits, 100, 16);
        bits.Append('1');
        TcFields.Add(bits, entries.Split(", ").Length, 12);
        foreach (var entry in entries.Split(", ").Select(entry => entry.Split(' ')))
        {
            bits.Append(entry[0]);
            foreach (var id in entry[1..])
                TcFields.Add(bits, int.Parse(id, System.Globalization.CultureInfo.InvariantCulture), 16);
        }

        return TcFields.Pack(bits.Append('0', 16 + 1 + 12));
    }
}
