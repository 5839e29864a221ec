using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>
/// A request feature that marks a request as a dry run (<c>explain</c>, <c>prove</c>) and collects the gateway's result instead of
/// forwarding. Set in this process only: no client can send it.
/// </summary>
internal sealed class Judgement
{
    /// <summary>The time of the request, against which the age of a consent is measured.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The matched route; null if the request ends before routing or no route matches.</summary>
    public string? Route { get; set; }

    /// <summary>The route's policy; null without a route, and for a route without a policy.</summary>
    public Policy? Policy { get; set; }

    /// <summary>The request as the policy reads it; null if it ends before its policy.</summary>
    public Hit? Hit { get; set; }

    /// <summary>The policy's result; null if the policy does not decide about the request.</summary>
    public RewriteResult? Outcome { get; set; }

    /// <summary>The response's status if the request ends before its policy; otherwise null.</summary>
    public int? Status { get; set; }

    /// <summary>The component that serves that response: a value of the label <c>by</c> of <c>gateway.requests</c>.</summary>
    public string ServedBy { get; set; } = "";

    /// <summary>
    /// The reason for a refusal: a value of the label <c>reason</c> of <c>gateway.refused</c>,
    /// or a routing error. Null if the request is not refused or the status is the reason.
    /// </summary>
    public string? Reason { get; set; }
}
