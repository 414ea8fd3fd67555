// Rondetafel in Azure Container Apps: one managed identity that is the bot, that opens the key vault and that reads its secrets; two
// PostgreSQL servers, one for what is sealed and one for the wrapped keys; a share for minutes. docs/operations.md says how to use it.

@description('Of everything here, in lower case letters and digits.')
@minLength(3)
@maxLength(12)
param name string = 'rondetafel'

param location string = resourceGroup().location

@description('The image, for instance in a registry of the house; the identity has to be allowed to pull it.')
param image string

@description('Entra ids that may open every case of the house, separated by commas.')
param processDirectors string = ''

@description('Home tenants of guests, separated by commas.')
param guestTenants string = ''

@description('A site of SharePoint to file in, for instance house.sharepoint.com:/sites/casusoverleg; the identity needs Sites.Selected, and write on it. Without it: the share for files.')
param sharePointSite string = ''

@secure()
@description('Of the database with the cases: letters and digits only, because it stands in an address.')
@minLength(24)
param dataPassword string

@secure()
@description('Of the database with the keys: another one.')
@minLength(24)
param keysPassword string

@secure()
@description('Who asks for /metrics has to bring it.')
@minLength(20)
param metricsToken string

var suffix = uniqueString(resourceGroup().id, name)
var administrator = 'rondetafel'
// Built-in roles: wrap and unwrap with keys; read secrets.
var cryptoUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-bot'
  location: location
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${suffix}'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'S1' }
  properties: {
    displayName: 'Rondetafel'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppId: identity.properties.clientId
    msaAppTenantId: identity.properties.tenantId
    msaAppType: 'UserAssignedMSI'
    msaAppMSIResourceId: identity.id
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // A master key that is gone takes every case with it.
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource masterKey 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'master'
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: ['wrapKey', 'unwrapKey']
  }
}

resource dataAddress 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    value: 'postgresql://${administrator}:${dataPassword}@${data.properties.fullyQualifiedDomainName}/rondetafel?sslmode=verify-full'
  }
}

resource keysAddress 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'keys-database-url'
  properties: {
    value: 'postgresql://${administrator}:${keysPassword}@${keys.properties.fullyQualifiedDomainName}/rondetafel?sslmode=verify-full'
  }
}

resource metricsSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'metrics-token'
  properties: { value: metricsToken }
}

resource mayWrap 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(masterKey.id, identity.id, cryptoUser)
  scope: masterKey
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoUser)
  }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource data 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-data-${suffix}'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '17'
    administratorLogin: administrator
    administratorLoginPassword: dataPassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
  }
}

resource dataDatabase 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: data
  name: 'rondetafel'
}

resource dataFromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: data
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

// Its backups are kept as briefly as Azure allows: a key that was destroyed may not come back with them for long.
resource keys 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-keys-${suffix}'
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '17'
    administratorLogin: administrator
    administratorLoginPassword: keysPassword
    storage: { storageSizeGB: 32 }
    backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' }
  }
}

resource keysDatabase 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: keys
  name: 'rondetafel'
}

resource keysFromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
  parent: keys
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${name}${suffix}', 24)
  location: location
  sku: { name: 'Standard_ZRS' }
  kind: 'StorageV2'
  properties: {
    minimumTlsVersion: 'TLS1_2'
    allowBlobPublicAccess: false
    supportsHttpsTrafficOnly: true
  }

  resource files 'fileServices' = {
    name: 'default'

    resource share 'shares' = {
      name: 'rondetafel'
      properties: { shareQuota: 100 }
    }
  }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }

  resource share 'storages' = {
    name: 'files'
    properties: {
      azureFile: {
        accountName: storage.name
        accountKey: storage.listKeys().keys[0].value
        shareName: storage::files::share.name
        accessMode: 'ReadWrite'
      }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 3978
        transport: 'http'
        allowInsecure: false
      }
      secrets: [
        { name: 'database-url', keyVaultUrl: dataAddress.properties.secretUri, identity: identity.id }
        { name: 'keys-database-url', keyVaultUrl: keysAddress.properties.secretUri, identity: identity.id }
        { name: 'metrics-token', keyVaultUrl: metricsSecret.properties.secretUri, identity: identity.id }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 30
      // Two: an update or a machine that goes doesn't interrupt a conference. They share the database.
      scale: { minReplicas: 2, maxReplicas: 2 }
      volumes: [
        { name: 'files', storageType: 'AzureFile', storageName: 'files', mountOptions: 'uid=1000,gid=1000,dir_mode=0700,file_mode=0600' }
      ]
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          volumeMounts: [{ volumeName: 'files', mountPath: '/data' }]
          env: [
            { name: 'MicrosoftAppId', value: identity.properties.clientId }
            { name: 'MicrosoftAppTenantId', value: identity.properties.tenantId }
            { name: 'MicrosoftAppType', value: 'UserAssignedMSI' }
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            { name: 'RONDETAFEL_MASTER_KEY', value: masterKey.properties.keyUriWithVersion }
            { name: 'DATABASE_URL', secretRef: 'database-url' }
            { name: 'RONDETAFEL_KEYS_DATABASE_URL', secretRef: 'keys-database-url' }
            { name: 'MINUTES_DIR', value: '/data/minutes' }
            { name: 'ARCHIVE', value: empty(sharePointSite) ? 'folder' : 'sharepoint' }
            { name: 'SHAREPOINT_SITE', value: sharePointSite }
            { name: 'AUDIT_DIR', value: '/data/audit' }
            { name: 'RONDETAFEL_DESTROYED_LIST', value: '/data/destroyed.jsonl' }
            { name: 'RONDETAFEL_PROCESS_DIRECTORS', value: processDirectors }
            { name: 'RONDETAFEL_GUEST_TENANTS', value: guestTenants }
            { name: 'METRICS_TOKEN', secretRef: 'metrics-token' }
          ]
          probes: [
            { type: 'Startup', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 5, failureThreshold: 30 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 10 }
            // A process that listens lives: starting it again brings no database back.
            { type: 'Liveness', tcpSocket: { port: 3978 }, periodSeconds: 30 }
          ]
        }
      ]
    }
  }
  dependsOn: [mayReadSecrets, mayWrap, dataDatabase, keysDatabase]
}

@description('For npm run package -- --app-id')
output appId string = identity.properties.clientId

@description('For npm run package -- --domain')
output domain string = app.properties.configuration.ingress.fqdn
