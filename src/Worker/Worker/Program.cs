using TmuxBuilder.Worker;

return await WorkerHost.RunAsync(Environment.GetEnvironmentVariable, static _ => { });
