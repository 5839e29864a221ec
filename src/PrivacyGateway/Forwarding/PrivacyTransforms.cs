using PrivacyGateway.Sending;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PrivacyGateway.Forwarding;

/// <summary>
/// Allows YARP's forwarder to send the requests of routes with <c>"PrivacyPolicy": "none"</c>. It never gets those of other routes.
/// </summary>
internal sealed class PrivacyTransforms : ITransformProvider
{
    private static readonly ExemptTransform Exempt = new();

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void Apply(TransformBuilderContext context)
    {
        if (RoutePolicy.IsExempt(context.Route))
            context.RequestTransforms.Add(Exempt);
    }

    private sealed class ExemptTransform : RequestTransform
    {
        public override ValueTask ApplyAsync(RequestTransformContext context)
        {
            ExemptHandler.Allow(context.ProxyRequest);
            return ValueTask.CompletedTask;
        }
    }
}
