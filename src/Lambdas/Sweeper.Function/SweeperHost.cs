using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.AwsSettings;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Text;
using TmuxBuilder.Hosting;
using TmuxBuilder.Hosting.Logging;
using TmuxBuilder.Sockets;

namespace TmuxBuilder.Sweeper.Function;

/// <summary>What is due by time alone; a schedule asks for it every minute.</summary>
public static class SweeperHost
{
    /// <summary>Puts the function together.</summary>
    /// <param name="find">Finds a setting by its name.</param>
    /// <param name="metrics">Takes lines of CloudWatch's embedded format; by default the function's log does.</param>
    /// <exception cref="SettingsException">With a sentence for every mistake in what it is told.</exception>
    /// <exception cref="ArgumentException">With a sentence for every mistake in where its parts are.</exception>
    public static LambdaFunction Compose(Func<string, string?> find, Action<byte[]>? metrics = null)
    {
        var settings = new SettingReader(find);
        var aws = StageSettings.Read(settings);
        settings.Check();
        var services = new ServiceCollection()
            .AddMinimalApi(SecretRedactor.Redact)
            .AddSingleton(TimeProvider.System)
            .AddAwsAdapters(aws)
            .AddCore()
            .AddRemoteSockets(new SocketOptions())
            .AddSingleton(provider => new SweepMetrics(
                aws.Stage,
                provider.GetRequiredService<TimeProvider>(),
                metrics ?? (line => StandardFile.Output.Write(line))))
            .AddSingleton<ScheduledSweep>()
            .BuildServiceProvider();
        return new LambdaFunction
        {
            Services = services,
            Schedule = (due, token) => services.GetRequiredService<ScheduledSweep>().RunAsync(due, token),
        };
    }
}
