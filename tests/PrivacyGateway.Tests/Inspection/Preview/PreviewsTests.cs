using Microsoft.Extensions.Logging.Abstractions;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Inspection;
using PrivacyGateway.Inspection.Preview;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Tests.Inspection.Preview;

public sealed class PreviewsTests : IDisposable
{
    private const string Host = "track.shop.example";

    private readonly StandingTime _time = new();
    private readonly CurrentPolicies _policies = new(new PolicySnapshot(Config(isEnabled: true)));
    private readonly Previews _previews;

    public PreviewsTests() => _previews = new Previews(_policies, _time, NullLogger<Previews>.Instance);

    public void Dispose() => _previews.Dispose();

    [Fact]
    public void A_link_opens_a_preview_once()
    {
        var token = _previews.CreateLink(Host);

        Assert.Null(_previews.Current);
        Assert.True(_previews.Holds(token, Host));
        Assert.NotNull(_previews.Open(token, Host.ToUpperInvariant()));
        Assert.False(_previews.Holds(token, Host));
        Assert.Null(_previews.Open(token, Host));
        Assert.Equal(["opened", "link made"], _previews.Uses.Select(static use => use.Event));
    }

    [Fact]
    public void A_link_of_another_host_and_an_invented_link_are_refused()
    {
        var token = _previews.CreateLink(Host);

        Assert.Null(_previews.Open(token, "other.shop.example"));
        Assert.Null(_previews.Open(token[..^1] + "_", Host));
        Assert.Null(_previews.Open("", Host));
        Assert.NotNull(_previews.Open(token, Host));
    }

    [Fact]
    public void A_link_that_is_too_old_is_refused()
    {
        var token = _previews.CreateLink(Host);
        _time.Now += Previews.LinkLife;

        Assert.False(_previews.Holds(token, Host));
        Assert.Null(_previews.Open(token, Host));
        Assert.Empty(_previews.Links);
    }

    [Fact]
    public void A_session_ends_when_its_time_is_up()
    {
        _previews.Open(_previews.CreateLink(Host), Host);
        Assert.Equal(Previews.SessionLife, _time.Due);

        _time.Fire();

        Assert.Null(_previews.Current);
        Assert.Equal("ended: time is up", _previews.Uses[0].Event);
    }

    [Fact]
    public void A_second_session_ends_the_first_one_and_its_hits_are_gone()
    {
        var first = _previews.Open(_previews.CreateLink(Host), Host)!;
        first.Add(View());
        var viewer = first.Watch(behind: 0)!;

        var second = _previews.Open(_previews.CreateLink(Host), Host)!;

        Assert.Same(second, _previews.Current);
        Assert.NotEqual(first.Cookie, second.Cookie);
        Assert.Empty(first.Read());
        Assert.Null(first.Watch(behind: 0));
        Assert.True(viewer.Hits.TryRead(out _));
        Assert.True(viewer.Hits.Completion.IsCompleted);
    }

    [Fact]
    public void Switching_the_preview_off_ends_the_session_and_forgets_the_links()
    {
        _previews.Open(_previews.CreateLink(Host), Host);
        var token = _previews.CreateLink(Host);

        _policies.Replace(new PolicySnapshot(Config(isEnabled: false)));

        Assert.Null(_previews.Current);
        Assert.Null(_previews.Open(token, Host));
    }

    [Fact]
    public void Unopened_links_push_each_other_out()
    {
        var first = _previews.CreateLink(Host);
        for (var i = 0; i < 8; i++)
        {
            _time.Now += TimeSpan.FromSeconds(1);
            _previews.CreateLink(Host);
        }

        Assert.False(_previews.Holds(first, Host));
        Assert.Equal(8, _previews.Links.Count);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("a=1; {0}; b=2", true)]
    [InlineData("a=1", false)]
    [InlineData("__Host-privacy-gateway-preview=", false)]
    [InlineData("__Host-privacy-gateway-preview=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    public void A_session_shows_the_browser_that_holds_its_cookie(string cookies, bool isShown)
    {
        var session = _previews.Open(_previews.CreateLink(Host), Host)!;
        var line = string.Format(null, cookies, $"{PreviewCookie.Name}={session.Cookie}");

        Assert.Equal(isShown, session.Shows(new CookieLines([new HeaderLine("Cookie", line)])));
    }

    [Fact]
    public void A_session_keeps_the_latest_hits_and_a_viewer_that_does_not_read_loses_the_oldest()
    {
        var session = _previews.Open(_previews.CreateLink(Host), Host)!;
        var viewer = session.Watch(behind: 0)!;

        for (var i = 0; i < 1000; i++)
            session.Add(View());

        Assert.Equal(Enumerable.Range(901, 100), session.Read().Select(static hit => hit.Number));
        Assert.Equal(64, viewer.Hits.Count);
        Assert.True(viewer.Hits.TryRead(out var oldest));
        Assert.Equal(937, oldest.Number);
    }

    [Fact]
    public void A_viewer_that_comes_back_gets_what_it_has_not_seen()
    {
        var session = _previews.Open(_previews.CreateLink(Host), Host)!;
        for (var i = 0; i < 5; i++)
            session.Add(View());

        var viewer = session.Watch(behind: 3)!;

        Assert.Equal(2, viewer.Hits.Count);
        session.Leave(viewer);
        session.Add(View());
        Assert.Equal(2, viewer.Hits.Count);
    }

    [Fact]
    public void Large_hits_push_out_older_ones_sooner()
    {
        var session = _previews.Open(_previews.CreateLink(Host), Host)!;
        var large = View() with { Lines = [(' ', new string('x', 1_500_000))] };

        for (var i = 0; i < 5; i++)
            session.Add(large);

        Assert.Equal([4, 5], session.Read().Select(static hit => hit.Number));
    }

    private static GatewayConfig Config(bool isEnabled) =>
        new()
        {
            Policies = new Dictionary<string, PolicyConfig>(StringComparer.Ordinal),
            Routes = [],
            Destinations = [],
            Preview = new PreviewConfig { Enabled = isEnabled }
        };

    private static HitView View() => new()
    {
        At = DateTimeOffset.UnixEpoch,
        Host = Host,
        Request = "GET /111111111111111/wt",
        Route = "track",
        Policy = "default",
        Verdict = "anonymous",
        Because = null,
        DecidedBy = null,
        Votes = [],
        Consents = [],
        Hints = [],
        Lines = [],
        IsForwarded = true,
        IsEnforced = true,
        Stripped = [],
        Kept = [],
        Checks = [],
    };

    /// <summary>A clock that a test moves, and one timer.</summary>
    private sealed class StandingTime : TimeProvider
    {
        private Action? _callback;

        public DateTimeOffset Now { get; set; } = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

        public TimeSpan Due { get; private set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = () => callback(state);
            return new Timer(this);
        }

        public void Fire() => _callback!();

        private sealed class Timer(StandingTime time) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                time.Due = dueTime;
                return true;
            }

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
