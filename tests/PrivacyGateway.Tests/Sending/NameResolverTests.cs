using System.Net;
using System.Net.Sockets;
using PrivacyGateway.Sending;
using PrivacyGateway.Tests.Sending.Http1;

namespace PrivacyGateway.Tests.Sending;

public sealed class NameResolverTests : IDisposable
{
    private const string Name = "track-domain.test";

    private static readonly IPAddress[] First = [IPAddress.Parse("127.0.0.2")];
    private static readonly IPAddress[] Second = [IPAddress.Parse("127.0.0.3")];

    private readonly PassingTime _time = new();
    private readonly ManualResetEventSlim _silence = new(initialState: true);
    private readonly NameResolver _resolver;
    private Func<IPAddress[]> _response = static () => First;
    private readonly SemaphoreSlim _began = new(0);
    private int _lookUps;

    public NameResolverTests() => _resolver = new NameResolver(LookUp, _time);

    public void Dispose()
    {
        _silence.Set();
        _silence.Dispose();
        _began.Dispose();
    }

    [Fact]
    public async Task Literal_IP_address_is_used_without_a_lookup()
    {
        Assert.Equal([IPAddress.Loopback], await ResolveAsync("127.0.0.1"));
        Assert.Equal(0, _lookUps);
    }

    [Fact]
    public async Task Connections_within_a_few_seconds_share_a_DNS_lookup_and_later_ones_look_up_again()
    {
        Assert.Equal(First, await ResolveAsync());
        _response = static () => Second;
        Assert.Equal(First, await ResolveAsync());
        Assert.Equal(1, _lookUps);

        _time.Pass(NameResolver.Freshness);

        Assert.Equal(Second, await ResolveAsync());
        Assert.Equal(2, _lookUps);
    }

    [Fact]
    public async Task Hanging_DNS_lookup_falls_back_to_earlier_addresses_after_a_moment()
    {
        await ResolveAsync();
        await _began.WaitAsync(TestContext.Current.CancellationToken);
        _time.Pass(NameResolver.Freshness);
        _silence.Reset();

        var waiting = ResolveAsync();
        await _began.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        _time.Ring();
        Assert.Equal(First, await waiting);

        // It has been silent for its timeout: the next connection does not wait at all, and starts no lookup.
        _time.Pass(NameResolver.MaxWait);
        Assert.Equal(First, await ResolveAsync());
        Assert.Equal(2, _lookUps);
    }

    [Fact]
    public async Task Failed_DNS_lookup_falls_back_to_the_last_addresses()
    {
        await ResolveAsync();
        _time.Pass(NameResolver.Freshness);
        _response = static () => throw new SocketException((int)SocketError.TryAgain);

        Assert.Equal(First, await ResolveAsync());
        Assert.Equal(2, _lookUps);
    }

    [Fact]
    public async Task Name_without_an_address_is_an_error_and_is_looked_up_again()
    {
        _response = static () => [];
        Assert.Equal(SocketError.NoData, (await Assert.ThrowsAsync<SocketException>(() => ResolveAsync())).SocketErrorCode);
        _response = static () => First;
        Assert.Equal(First, await ResolveAsync());
    }

    [Fact]
    public async Task First_DNS_lookup_can_be_cancelled_by_each_caller_and_is_shared()
    {
        _silence.Reset();
        using var giveUp = new CancellationTokenSource();
        var first = _resolver.ResolveAsync(Name, giveUp.Token).AsTask();
        var second = ResolveAsync();
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _silence.Set();
        Assert.Equal(First, await second);
        Assert.Equal(1, _lookUps);
    }

    private Task<IPAddress[]> ResolveAsync(string name = Name) =>
        _resolver.ResolveAsync(name, TestContext.Current.CancellationToken).AsTask();

    private IPAddress[] LookUp(string name)
    {
        Interlocked.Increment(ref _lookUps);
        _began.Release();
        _silence.Wait();
        return _response();
    }
}
