using System.Buffers.Binary;
using System.Net;
using PrivacyGateway.Hosting;

namespace PrivacyGateway.Tests.Hosting;

public sealed class AddressBucketTests
{
    private const int Invented = 1_000_000;

    [Theory]
    [InlineData("203.0.113.77", "::ffff:203.0.113.77")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")]
    public void Addresses_of_one_client_share_one_bucket(string address, string other) => Assert.Equal(Compute(address), Compute(other));

    /// <summary>Any two may share one by chance; few do.</summary>
    [Theory]
    [InlineData("203.0.{0}.{1}")]
    [InlineData("2001:db8:{0}:{1}::1")]
    [InlineData("{0}:{1}::1")]
    public void Different_clients_mostly_have_different_buckets(string form)
    {
        var buckets = Enumerable.Range(0, 1000).Select(i => Compute(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i / 200, i % 200))).Distinct().Count();

        Assert.InRange(buckets, 900, 1000);
    }

    [Fact]
    public void Number_of_buckets_is_bounded_for_any_number_of_addresses()
    {
        var (v4, v6, buckets) = (new byte[4], new byte[16], new HashSet<int>());
        for (var i = 0; i < Invented; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(v4, i);
            BinaryPrimitives.WriteInt32BigEndian(v6.AsSpan(3), i);
            buckets.Add(AddressBucket.Compute(new IPAddress(v4)));
            buckets.Add(AddressBucket.Compute(new IPAddress(v6)));
        }

        Assert.InRange(buckets.Count, AddressBucket.Count * 9 / 10, AddressBucket.Count);
        Assert.All(buckets, bucket => Assert.InRange(bucket, 0, AddressBucket.Count - 1));
    }

    [Fact]
    public void Request_without_an_address_has_a_bucket() => Assert.InRange(AddressBucket.Compute(null), 0, AddressBucket.Count - 1);

    private static int Compute(string address) => AddressBucket.Compute(IPAddress.Parse(address));
}
