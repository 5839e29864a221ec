using PrivacyGateway.Configuration;
using PrivacyGateway.Forwarding.Destinations;
using Yarp.ReverseProxy.Transforms.Builder;

namespace PrivacyGateway.Forwarding;

/// <summary>Turns YARP's copying off on every route with a policy: both messages are built from what may pass.</summary>
internal sealed class PrivacyTransforms(AnswerWriter answers, DestinationDirectory directory) : ITransformProvider
{
    private static readonly ExemptTransform Exempt = new();

    private readonly OutgoingTransform _outgoing = new(directory);
    private readonly AnswerTransform _answers = new(answers);

    public void ValidateRoute(TransformRouteValidationContext context)
    {
    }

    public void ValidateCluster(TransformClusterValidationContext context)
    {
    }

    public void Apply(TransformBuilderContext context)
    {
        if (context.Route.Metadata?.GetValueOrDefault("PrivacyPolicy") == RouteConfig.NoPolicy)
        {
            context.RequestTransforms.Add(Exempt);
            return;
        }

        context.UseDefaultForwarders = false;
        context.CopyRequestHeaders = false;
        context.CopyResponseHeaders = false;
        context.CopyResponseTrailers = false;
        context.RequestTransforms.Add(_outgoing);
        context.ResponseTransforms.Add(_answers);
    }
}
