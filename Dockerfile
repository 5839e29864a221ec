# syntax=docker/dockerfile:1
# How it is run, and what may be mounted: docs/container.md.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
# "extra" is the chiseled image with ICU. Without ICU no spelling of a name can be folded, and the gateway refuses to start.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/PrivacyGateway/PrivacyGateway.csproj src/PrivacyGateway/packages.lock.json src/PrivacyGateway/
# ReadyToRun: a replica that starts under load serves hits by code that was compiled here. (docs/decisions/0011-where-a-hit-runs.md)
RUN dotnet restore src/PrivacyGateway --locked-mode --use-current-runtime -p:PublishReadyToRun=true
COPY deploy/ deploy/
RUN mkdir /app && deploy/sbom.sh /app/sbom.cdx.json
COPY src/ src/
# The entrypoint is "dotnet", which needs no executable beside the assembly; nor is there an IIS, or anyone who would read symbols.
RUN dotnet publish src/PrivacyGateway --configuration Release --no-restore --use-current-runtime --no-self-contained --output /app \
    -p:PublishReadyToRun=true -p:UseAppHost=false -p:DebugType=none -p:PublishDocumentationFile=false -p:IsTransformWebConfigDisabled=true \
    && mkdir /data

FROM ${RUNTIME_IMAGE}
ARG RUNTIME_IMAGE
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="PrivacyGateway" \
      org.opencontainers.image.description="Reverse proxy that enforces anonymous tracking on the wire" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}"
WORKDIR /app
COPY --from=build /app .
# Where a volume for hits that wait may be mounted; it takes over the owner.
COPY --from=build --chown=1654:1654 --chmod=700 /data /var/lib/privacy-gateway
# The sample, so that the image starts as it is. Mount a directory here: a file mounted alone does not follow its replacement.
COPY config/ /etc/privacy-gateway/
# EnableDiagnostics=0: no debugger or dump can read visitors' hits out of the process, and no socket is wanted in a read-only /tmp.
# delaySeconds: balancers need a moment to see that this replica goes before it stops taking connections.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    PrivacyGateway__Admin__Url=http://+:8081 \
    PrivacyGateway__Shutdown__delaySeconds=5 \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080 8081
# The number that the base images call APP_UID; a number, so that runAsNonRoot can be checked without a user table.
USER 1654
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
    CMD ["dotnet", "PrivacyGateway.dll", "healthcheck", "--config", "/etc/privacy-gateway/proxy.json"]
ENTRYPOINT ["dotnet", "PrivacyGateway.dll"]
CMD ["serve", "--config", "/etc/privacy-gateway/proxy.json"]
