using Microsoft.Extensions.DependencyInjection;
using PrivacyGateway.Endpoints.State;

namespace PrivacyGateway.Hosting.State;

/// <summary>Registers what the state page reads.</summary>
internal static class StateServices
{
    public static void AddState(this IServiceCollection services)
    {
        services.AddSingleton<ConfigurationPart>();
        services.AddSingleton<RoutePart>();
        services.AddSingleton<PolicyPart>();
        services.AddSingleton<TrackDomainPart>();
        services.AddSingleton<SpoolPart>();
        services.AddSingleton<CertificatePart>();
        services.AddSingleton<LimitPart>();
        services.AddSingleton<PreviewPart>();
        services.AddSingleton<TryPage>();
        services.AddSingleton<PreviewForms>();
        services.AddSingleton<IStateReader, StateReader>();
    }
}
