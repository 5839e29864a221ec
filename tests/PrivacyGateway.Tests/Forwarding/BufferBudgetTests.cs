using System.Net;
using PrivacyGateway.Diagnostics;
using PrivacyGateway.Forwarding;
using PrivacyGateway.Tests.Sending.Http1;

namespace PrivacyGateway.Tests.Forwarding;

public sealed class BufferBudgetTests : IDisposable
{
    private const int Bytes = 64 * 1024;
    private const int Quarter = Bytes / 4;

    private static readonly IPAddress Attacker = IPAddress.Parse("203.0.113.9");
    private static readonly IPAddress Honest = IPAddress.Parse("198.51.100.1");

    private readonly PassingTime _time = new();
    private readonly BufferBudget _budget;
    private readonly List<ArrivingBody> _cancelled = [];

    public BufferBudgetTests() => _budget = new BufferBudget(Bytes, _time);

    public void Dispose() => _budget.Dispose();

    [Fact]
    public void Body_incomplete_at_its_deadline_loses_its_bytes()
    {
        var body = Begin(Honest);
        Assert.True(_budget.TryTake(Quarter, body));

        _time.Pass(BodyReader.Deadline(Bytes));
        _time.Ring();
        Assert.Empty(_cancelled);

        _time.Pass(TimeSpan.FromTicks(1));
        _time.Ring();
        Assert.Equal([body], _cancelled);
        Assert.Equal(0, _budget.Used);
        Assert.False(_budget.TryTake(1, body));
        Assert.Equal(RefusalReasons.BodyTooSlow, _budget.End(body));
    }

    [Fact]
    public void Body_complete_before_its_deadline_keeps_its_bytes()
    {
        var body = Begin(Honest);
        Assert.True(_budget.TryTake(Quarter, body));
        Assert.Null(_budget.End(body));

        _time.Pass(TimeSpan.FromHours(1));
        _time.Ring();

        Assert.Empty(_cancelled);
        Assert.Equal(Quarter, _budget.Used);
    }

    [Fact]
    public void Slow_bodies_of_one_address_evict_one_another_before_an_older_body_of_another_address()
    {
        var honest = Begin(Honest);
        Assert.True(_budget.TryTake(Quarter, honest));
        for (var i = 0; i < 16; i++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            Assert.True(_budget.TryTake(Quarter, Begin(Attacker)));
        }

        Assert.NotEmpty(_cancelled);
        Assert.DoesNotContain(honest, _cancelled);
        Assert.Null(_budget.End(honest));
    }

    [Fact]
    public void Full_budget_evicts_the_body_that_has_held_most_for_longest()
    {
        var bodies = Enumerable.Range(0, 4).Select(i =>
        {
            var body = Begin(IPAddress.Parse($"198.51.100.{i + 1}"));
            Assert.True(_budget.TryTake(Quarter, body));
            _time.Pass(TimeSpan.FromSeconds(1));
            return body;
        }).ToArray();

        Assert.True(_budget.TryTake(Quarter, Begin(Honest)));

        Assert.Equal([bodies[0]], _cancelled);
        Assert.Equal(RefusalReasons.BuffersFull, bodies[0].Loss);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9", true)]
    public void Addresses_of_one_network_share_one_part_of_the_budget(string one, string other, bool isShared) =>
        Assert.Equal(isShared, new ArrivingBody(() => { }, IPAddress.Parse(one), default).Address == new ArrivingBody(() => { },
            IPAddress.Parse(other), default).Address);

    private ArrivingBody Begin(IPAddress address)
    {
        ArrivingBody body = null!;
        body = new ArrivingBody(() => _cancelled.Add(body), address, BodyReader.Deadline(Bytes));
        _budget.Begin(body);
        return body;
    }
}
