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
    private Func<IPAddress[]> _answer = static () => First;
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
    public async Task An_address_is_used_as_it_is()
    {
        Assert.Equal([IPAddress.Loopback], await ResolveAsync("127.0.0.1"));
        Assert.Equal(0, _lookUps);
    }

    [Fact]
    public async Task Connections_of_a_few_seconds_share_a_lookup_and_later_ones_follow_the_name()
    {
        Assert.Equal(First, await ResolveAsync());
        _answer = static () => Second;
        Assert.Equal(First, await ResolveAsync());
        Assert.Equal(1, _lookUps);

        _time.Pass(NameResolver.Freshness);

        Assert.Equal(Second, await ResolveAsync());
        Assert.Equal(2, _lookUps);
    }

    [Fact]
    public async Task A_silent_resolver_costs_no_more_than_a_moment_while_there_are_earlier_addresses()
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

        // It has been silent for its time: the next connection does not wait at all, and asks nothing more.
        _time.Pass(NameResolver.Wait);
        Assert.Equal(First, await ResolveAsync());
        Assert.Equal(2, _lookUps);
    }

    [Fact]
    public async Task A_name_that_fails_keeps_its_last_addresses()
    {
        await ResolveAsync();
        _time.Pass(NameResolver.Freshness);
        _answer = static () => throw new SocketException((int)SocketError.TryAgain);

        Assert.Equal(First, await ResolveAsync());
        Assert.Equal(2, _lookUps);
    }

    [Fact]
    public async Task A_name_without_any_address_says_so_and_is_asked_again()
    {
        _answer = static () => [];
        Assert.Equal(SocketError.NoData, (await Assert.ThrowsAsync<SocketException>(() => ResolveAsync())).SocketErrorCode);
        _answer = static () => First;
        Assert.Equal(First, await ResolveAsync());
    }

    [Fact]
    public async Task The_first_lookup_is_given_up_by_whoever_waits_and_is_never_made_twice_at_once()
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

    private Task<IPAddress[]> ResolveAsync(string name = Name) => _resolver.ResolveAsync(name, TestContext.Current.CancellationToken).AsTask();

    private IPAddress[] LookUp(string name)
    {
        Interlocked.Increment(ref _lookUps);
        _began.Release();
        _silence.Wait();
        return _answer();
    }
}
