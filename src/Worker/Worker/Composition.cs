using System.Text.Encodings.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Builder;
using TmuxBuilder.Checks;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Gateway;
using TmuxBuilder.Gateway.Forward;
using TmuxBuilder.Sockets;
using TmuxBuilder.Standalone.Signals;
using TmuxBuilder.Worker.Metrics;

namespace TmuxBuilder.Worker;

/// <summary>Puts the parts together.</summary>
internal static class Composition
{
    // A machine that is taken away has two minutes, and systemd gives a stop a minute and a half.
    private static readonly TimeSpan TurnsMayEnd = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan ShutdownTime = DrainTime + TimeSpan.FromSeconds(5);

    public static IHost Build(WorkerSettings settings, Action<IServiceCollection> configure)
    {
        PrivateFiles.MakeForOwnerOnly();
        if (PrivateFiles.ProblemOfFolder(settings.DataFolder) is { } open)
        {
            throw new SettingsException([open]);
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            // As it was said, so that a secret is known for one (RedactingWriter).
            json.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);

        // Agents are told at their start where packages come from, which the gateway finds out: a part built later.
        IHost? host = null;
        var registry = new Lazy<PackageRegistry>(() => host!.Services.GetRequiredService<PackageRegistry>());
        builder.Configuration.AddEnvironmentVariables();
        builder.Services.AddTraceExport(builder.Configuration[TraceExport.Endpoint]);
        AddParts(builder.Services, settings, registry);
        configure(builder.Services);
        host = builder.Build();
        return host;
    }

    private static void AddParts(IServiceCollection services, WorkerSettings settings, Lazy<PackageRegistry> registry)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddAwsAdapters(settings.Aws);
        services.AddCore();
        // Before what it writes of, and so ended after it.
        services.AddHostedService(provider => new MetricLog(
            settings.Aws.Stage,
            provider.GetRequiredService<Instruments>(),
            provider.GetRequiredService<TimeProvider>(),
            Console.WriteLine));
        services.AddAgentNetwork(new GatewayOptions
        {
            ModelBaseAddress = settings.ModelUrl ?? new GatewayOptions().ModelBaseAddress,
            ModelKey = settings.ModelKey,
            ReadModelKey = settings.ReadModelKey,
            AllowedHosts = settings.AllowedHosts,
        });
        services.AddAgents(new AgentOptions
        {
            DataFolder = settings.DataFolder,
            Profile = settings.Agent,
            Cli = settings.Cli,
            Model = settings.Model,
            Sandbox = SandboxMode.Required,
            RequireCgroupV2 = settings.RequireCgroupV2,
            PackageRegistry = token => registry.Value.FindAsync(token),
            PackageCache = settings.PackageCache,
        });
        services.AddSiteChecks(new CheckOptions { Chromium = settings.Chromium });
        var usual = new BuilderOptions
        {
            Worker = settings.Id,
            DataFolder = settings.DataFolder,
            HandOverAfter = TurnsMayEnd,
            Drain = DrainTime,
        };
        services.AddBuilder(settings.Agents > 0 ? usual with { Capacity = settings.Agents } : usual);
        services.AddRemoteSockets(new SocketOptions());
        services.AddSingleton(settings);
        services.AddHostedService<SocketPulse>();
    }
}
