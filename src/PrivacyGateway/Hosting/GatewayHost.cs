using System.IO;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PrivacyGateway.Configuration;
using PrivacyGateway.Hosting.Descriptors;
using PrivacyGateway.Hosting.Output;
using PrivacyGateway.Hosting.Reload;
using PrivacyGateway.Hosting.Telemetry;
using PrivacyGateway.Hosting.Tls;

namespace PrivacyGateway.Hosting;

/// <summary>The running gateway: two listeners, one pipeline.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayHost(WebApplication app) => _app = app;

    /// <summary>Where the public listener is bound, once it runs.</summary>
    public IReadOnlyList<string> PublicAddresses { get; private set; } = [];

    /// <summary>Where the admin listener is bound, once it runs.</summary>
    public IReadOnlyList<string> AdminAddresses { get; private set; } = [];

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">What was asked for.</param>
    /// <param name="file">The configuration, checked.</param>
    /// <param name="extend">Adds to the pipeline before the gateway's own; for the demo.</param>
    /// <exception cref="InvalidOperationException">The listeners contradict each other.</exception>
    public static GatewayHost Build(GatewaySettings settings, ConfigFileInForce file, Action<WebApplication>? extend = null)
    {
        // Two readers may disagree on where a line ends; a bare line feed ends none.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);

        var config = file.First.Gateway;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(ConfigLoader.Configuration(file.First.Json));
        var plan = ListenerPlan.From(builder.Configuration, settings.Urls, file.Environment)
            ?? throw new InvalidOperationException(ListenerPlan.Contradiction);
        if (config.Kestrel.DefaultCertificate is null && plan.Urls.Append(config.AdminUrl).FirstOrDefault(ListenerPlan.IsHttps) is { } bare)
            throw new InvalidOperationException($"{bare} {ListenerPlan.NoCertificate}");
        if (ListenerPlaces.FindConflict(plan, config) is { } conflict)
            throw new InvalidOperationException(conflict);

        var descriptors = DescriptorLimit.Read();
        if (descriptors.Pairs < DescriptorLimit.FewestPairs)
            throw new InvalidOperationException($"the process may open only {descriptors.Most} files and sockets at once (RLIMIT_NOFILE); it needs {DescriptorLimit.For(DescriptorLimit.FewestPairs)} to serve anything, and {DescriptorLimit.For(KestrelLimits.Connections)} for its defaults. Raise the limit: LimitNOFILE= in systemd, ulimits.nofile in a container, ulimit -n in a shell.");

        if (settings.Output is { } output)
            GatewayLogging.Add(builder.Logging, builder.Configuration, settings.LogFormat, output);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        InlineSockets.Use(builder.WebHost);
        builder.Services.AddSingleton(descriptors);
        builder.Services.AddPrivacyGateway(file);
        if (settings.Time is not null)
            builder.Services.AddSingleton(settings.Time);
        OtlpExport.Add(builder.Services, builder.Configuration, new OtlpVariables(file.Environment));
        builder.Services.AddOptions<KestrelServerOptions>().Configure<AdminListener, CertificateStore, ConnectionLimit>((kestrel, admin, certificates, connections) =>
            Configure(kestrel, builder.Configuration, plan, config, admin, certificates, connections));

        var app = builder.Build();
        extend?.Invoke(app);
        app.UsePrivacyGateway();
        return new GatewayHost(app);
    }

    /// <exception cref="IOException">A listener cannot be bound.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        var addresses = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        var adminPort = _app.Services.GetRequiredService<AdminListener>().Port;
        var byListener = addresses.ToLookup(address => new Uri(address.Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal)).Port == adminPort);
        (AdminAddresses, PublicAddresses) = ([.. byListener[true]], [.. byListener[false]]);
        _ = Task.Run(LoadedCode.LoadAll, CancellationToken.None);
    }

    /// <summary>Serves until the process is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, ConfigurationManager configuration, ListenerPlan plan, GatewayConfig config, AdminListener admin, CertificateStore certificates, ConnectionLimit connections)
    {
        KestrelLimits.Set(kestrel, connections.Guard);
        kestrel.Limits.MaxConcurrentConnections = connections.Default;
        configuration.GetSection("Kestrel:Limits").Bind(kestrel.Limits);
        connections.Use(kestrel);
        certificates.Use(config.Kestrel);
        TlsEndpoints.Configure(kestrel, configuration.GetSection("Kestrel"), config.Kestrel, certificates);
        var tls = certificates.Callback("", config.Kestrel.SslProtocols);
        foreach (var url in plan.Urls)
            ListenUrl.Bind(kestrel, url, tls);
        ListenUrl.Bind(kestrel, config.AdminUrl, tls, admin.Mark);
    }
}
