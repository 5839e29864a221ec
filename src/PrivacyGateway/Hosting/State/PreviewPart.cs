using PrivacyGateway.Configuration;
using PrivacyGateway.Endpoints.State;
using PrivacyGateway.Inspection.Preview;
using PrivacyGateway.Policies;

namespace PrivacyGateway.Hosting.State;

/// <summary>The preview of a browser: whether it is allowed, whether one runs, and when it was used.</summary>
internal sealed class PreviewPart(Previews previews, CurrentPolicies snapshot)
{
    public const string Id = "preview";

    public StateSection Read()
    {
        var config = snapshot.Current.Config;
        StateTable[] history = [new("Use", ["What", "Host", "When"],
            [.. previews.Uses.Select(static use => (IReadOnlyList<StateCell>)[use.Event, StateCell.Code(use.Host), StateCell.At(use.At)])],
            "No preview was made since the start.")];
        if (!config.Preview.Enabled)
        {
            return new StateSection(Id, "Preview", "off", "A tester cannot see the hits of a browser.", StateTone.Plain)
            {
                Facts = [new("To allow it", StateCell.Code("PrivacyGateway.Preview.enabled"))],
                Tables = previews.Uses.Count == 0 ? [] : history,
            };
        }

        if (previews.Current is not { } session)
        {
            return new StateSection(Id, "Preview", "idle", "No browser is previewed.", StateTone.Good)
            {
                Forms = [LinkForm(config)],
                Facts = Waiting(),
                Tables = history,
            };
        }

        return new StateSection(Id, "Preview", "1", $"One browser is previewed on {session.Host}.", StateTone.Notice)
        {
            Forms = [new StateForm(PreviewForms.EndAction, "End the preview"), LinkForm(config)],
            Facts =
            [
                new("Host", StateCell.Code(session.Host)),
                new("Opened", StateCell.At(session.OpenedAt)),
                new("Ends", StateCell.At(session.ExpiresAt)),
                new("Hits shown", ConfigurationPart.Count(session.Count, "hit")),
                .. Waiting(),
            ],
            Tables = history,
        };
    }

    private IReadOnlyList<StateFact> Waiting() =>
        [.. previews.Links.Select(static link => new StateFact($"Link for {link.Host}", StateCell.At(link.ExpiresAt)))];

    private static StateForm LinkForm(GatewayConfig config)
    {
        string[] hosts = [.. config.Routes.Where(static route => route.Policy != RouteConfig.NoPolicy).SelectMany(
            static route => route.Hosts).Distinct(StringComparer.OrdinalIgnoreCase).Where(static host => !host.StartsWith('*'))];
        return new StateForm(PreviewForms.LinkAction, "Make a link")
        {
            Field = PreviewForms.HostField,
            Label = "Public host",
            Value = hosts.FirstOrDefault() ?? "",
            Choices = hosts,
        };
    }
}
