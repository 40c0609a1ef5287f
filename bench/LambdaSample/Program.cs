using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Bench.LambdaSample;
using TmuxBuilder.Hosting;

return LambdaHost.Run(() =>
{
    var services = new ServiceCollection().AddMinimalApi();
    services.AddSingleton<Notes>();
    services.ConfigureHttpJsonOptions(
        options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, Json.Default));
    var provider = services.BuildServiceProvider();
    return new LambdaFunction
    {
        Services = provider,
        Http = MinimalApi.Build(provider, SampleRoutes.Map),
    };
});
