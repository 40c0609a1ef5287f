using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Scalar.AspNetCore;
using TmuxBuilder.Adapters.Embedded;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Builder;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Gateway;
using TmuxBuilder.Gateway.Forward;
using TmuxBuilder.SiteHost;
using TmuxBuilder.Sockets;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Standalone.Setup;
using TmuxBuilder.Standalone.Signals;

namespace TmuxBuilder.Standalone.Hosting;

/// <summary>Puts the parts together.</summary>
internal static class Composition
{
    public static WebApplication Build(
        StandaloneSettings settings,
        Installation installation,
        AgentChoice agent,
        MachineCheck machine,
        GatewayOptions gateway,
        Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls([.. settings.Urls.Select(url => url.ToString())]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddLogging(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StandaloneHost.DrainTime);

        // Agents are told at their start where packages come from, which the gateway finds out: a part that is built
        // later.
        WebApplication? app = null;
        var registry = new Lazy<PackageRegistry>(() => app!.Services.GetRequiredService<PackageRegistry>());
        AddParts(builder.Services, settings, installation, agent, machine, gateway, registry);
        builder.Services.AddTraceExport(builder.Configuration[TraceExport.Endpoint]);
        configure(builder.Services);
        app = builder.Build();
        app.UseProxies(settings.TrustedProxies);
        app.UseRequestIds();
        app.UseSites(new SiteHostOptions { SitesFolder = Path.Combine(installation.Path, "sites") });
        app.UseMetricsPage();
        app.UseRouting();
        app.UseApi();
        app.MapApi();
        app.MapSockets();
        app.MapPages(settings.EmbedOrigins);
        app.MapScalarApiReference(
            "/docs", docs => docs.WithTitle("Tmux Builder").WithOpenApiRoutePattern("/api/openapi/v1.json"));
        return app;
    }

    private static void AddParts(
        IServiceCollection services,
        StandaloneSettings settings,
        Installation installation,
        AgentChoice agent,
        MachineCheck machine,
        GatewayOptions gateway,
        Lazy<PackageRegistry> registry)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddEmbeddedAdapters(new EmbeddedOptions
        {
            DataFolder = installation.Path,
            SiteBase = () => new UriBuilder(settings.Urls[0]) { Host = "localhost" }.Uri,
            OnMail = Announcement.PrintMail,
        });
        services.AddApi(new ApiOptions
        {
            PublicUrl = settings.Base,
            Onboarding = Enum.Parse<Onboarding>(settings.Onboarding, ignoreCase: true),
            CorsOrigins = settings.Cors,
            AdminToken = installation.AdminToken(settings.AdminToken),
        });
        services.AddApiDocument();
        services.AddSockets(new SocketOptions { AllowedOrigins = settings.Cors });
        services.AddAgentNetwork(gateway);
        services.AddAgents(new AgentOptions
        {
            DataFolder = installation.Path,
            Profile = agent.Profile,
            Cli = agent.Cli,
            Model = settings.ClaudeModel,
            Sandbox = machine.Sandboxed ? SandboxMode.Required : SandboxMode.Off,
            RequireLimits = settings.Sandbox == MachineCheck.Required,
            FirstUser = settings.SessionUsers ?? AgentOptions.UsualUser,
            PackageRegistry = token => registry.Value.FindAsync(token),
            PackageCache = settings.PackageCache,
        });
        services.AddSiteChecks(machine.Checks);
        services.AddBuilder(new BuilderOptions
        {
            Worker = installation.Worker(),
            DataFolder = installation.Path,
            AgentFolder = machine.Sandboxed ? "/session" : null,
            Capacity = settings.Agents,
            Prices = settings.ModelPrices,
        });
        services.AddHostedService<Housekeeping>();
        services.AddMetricsPage();
    }

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (Console.IsErrorRedirected)
        {
            logging.AddJsonConsole(json =>
            {
                json.IncludeScopes = true;
                json.UseUtcTimestamp = true;
                // As it was said, so that a secret is known for one (RedactingWriter).
                json.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
                json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            });
        }
        else
        {
            logging.AddSimpleConsole(line =>
            {
                line.IncludeScopes = true;
                line.SingleLine = true;
                line.UseUtcTimestamp = true;
                line.TimestampFormat = "HH:mm:ss ";
            });
        }

        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);

        // Scopes are there for the request id; the framework's own would add the path, which holds guids.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
    }
}
