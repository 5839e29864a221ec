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
    public void One_client_has_one_bucket(string address, string other) => Assert.Equal(Of(address), Of(other));

    /// <summary>Any two may share one by chance; not many do.</summary>
    [Theory]
    [InlineData("203.0.{0}.{1}")]
    [InlineData("2001:db8:{0}:{1}::1")]
    [InlineData("{0}:{1}::1")]
    public void Other_clients_mostly_have_others(string form)
    {
        var buckets = Enumerable.Range(0, 1000).Select(i => Of(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i / 200, i % 200))).Distinct().Count();

        Assert.InRange(buckets, 900, 1000);
    }

    [Fact]
    public void However_many_addresses_an_attacker_invents_there_are_only_so_many_buckets()
    {
        var (v4, v6, buckets) = (new byte[4], new byte[16], new HashSet<int>());
        for (var i = 0; i < Invented; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(v4, i);
            BinaryPrimitives.WriteInt32BigEndian(v6.AsSpan(3), i);
            buckets.Add(AddressBucket.Of(new IPAddress(v4)));
            buckets.Add(AddressBucket.Of(new IPAddress(v6)));
        }

        Assert.InRange(buckets.Count, AddressBucket.Count * 9 / 10, AddressBucket.Count);
        Assert.All(buckets, bucket => Assert.InRange(bucket, 0, AddressBucket.Count - 1));
    }

    [Fact]
    public void A_request_without_an_address_has_one_too() => Assert.InRange(AddressBucket.Of(null), 0, AddressBucket.Count - 1);

    private static int Of(string address) => AddressBucket.Of(IPAddress.Parse(address));
}
