{{- /* Pieces that several manifests hold. `template` and no `include`, so that any renderer of Go's templates reads them. */ -}}

{{- define "lotsen.labels" }} app.kubernetes.io/name: lotsen, app.kubernetes.io/instance: {{ .Release.Name }} {{ end -}}

{{- define "lotsen.hardened" }}
            allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: {drop: [ALL]},
            seccompProfile: {type: RuntimeDefault} {{ end -}}

{{- define "lotsen.environment" }}
            - name: LOTSEN_DATABASE_URL
              value: {{ required "database.url must be set" .Values.database.url | quote }}
            # libpq passes by a password file that a group may read, as files of Secrets are for a user who is not root
            - name: PGPASSWORD
              valueFrom: {secretKeyRef: {name: {{ .Values.existingSecret }}, key: database-password}}
            - name: LOTSEN_REDIS_URL
              valueFrom: {secretKeyRef: {name: {{ .Values.existingSecret }}, key: redis-url}}
            # what the pod's servers know each other by: docs/security.md
            - name: LOTSEN_INSIDE_SECRET
              valueFrom: {secretKeyRef: {name: {{ .Values.existingSecret }}, key: inside-secret}}
            {{- if .Values.database.caConfigMap }}
            - name: PGSSLROOTCERT
              value: /etc/lotsen/database/ca.crt
            {{- end }}
            {{- range $name, $value := .Values.settings }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
{{- end -}}

{{- define "lotsen.mounts" }}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            {{- if .Values.database.caConfigMap }}
            - {name: database-ca, mountPath: /etc/lotsen/database, readOnly: true}
            {{- end }}
{{- end -}}
