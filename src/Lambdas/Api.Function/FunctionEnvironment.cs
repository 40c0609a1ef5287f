using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace TmuxBuilder.Api.Function;

/// <summary>What asks where it runs is told so: the API's description is made by a service that does.</summary>
internal sealed class FunctionEnvironment : IHostEnvironment
{
    public string EnvironmentName { get; set; } = Environments.Production;

    public string ApplicationName { get; set; } = "TmuxBuilder";

    public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
